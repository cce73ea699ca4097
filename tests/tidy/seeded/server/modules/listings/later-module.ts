import "../bookings/leaf";

export const seeded = true;
