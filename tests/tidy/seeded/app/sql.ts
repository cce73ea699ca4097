import "../server/modules/accounts/store";

export const seeded = true;
