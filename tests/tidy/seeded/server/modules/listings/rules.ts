import "zod";

export const seeded = true;
