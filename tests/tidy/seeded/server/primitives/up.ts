import "../platform/leaf";

export const seeded = true;
