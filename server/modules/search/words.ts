/** Closed lists of words, apart from the contract so that a screen can show them without fetching zod. */

export const SEARCH_SORTS = ["recommended", "price", "price_desc", "rating", "distance"] as const;
export type SearchSort = (typeof SEARCH_SORTS)[number];
