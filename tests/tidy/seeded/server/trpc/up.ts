import "../modules/accounts/leaf";

export const seeded = true;
