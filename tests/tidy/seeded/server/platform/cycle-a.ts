import "./cycle-b";

export const seeded = true;
