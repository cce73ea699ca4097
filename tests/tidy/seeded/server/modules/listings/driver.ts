import "pg";

export const seeded = true;
