import "./cycle-a";

export const seeded = true;
