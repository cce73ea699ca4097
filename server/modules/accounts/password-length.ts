/** Characters of a password. Apart from the contract so that a form can say them without fetching it. */
export const PASSWORD_LENGTH_MIN = 10;
export const PASSWORD_LENGTH_MAX = 128;
