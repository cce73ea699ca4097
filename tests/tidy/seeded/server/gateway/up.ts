import "../../app/leaf";

export const seeded = true;
