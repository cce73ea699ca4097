import "../trpc/leaf";

export const seeded = true;
