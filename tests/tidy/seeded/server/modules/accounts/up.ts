import "../../gateway/leaf";

export const seeded = true;
