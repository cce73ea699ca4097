import "../events/leaf";

export const seeded = true;
