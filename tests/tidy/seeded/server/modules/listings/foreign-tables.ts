import "../accounts/tables";

export const seeded = true;
