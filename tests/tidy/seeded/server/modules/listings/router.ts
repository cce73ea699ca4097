import "./store";

export const seeded = true;
