import "node:fs";

export const seeded = true;
