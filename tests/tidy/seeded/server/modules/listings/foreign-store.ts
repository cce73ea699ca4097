import "../accounts/store";

export const seeded = true;
