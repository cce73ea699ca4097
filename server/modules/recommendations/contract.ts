/** Contracts of recommendations. */
import { z } from "zod";
import { cardContract } from "@/server/modules/search/contract";
import { idContract } from "@/server/primitives/contracts";

/**
 * Why a home is shown: the largest part of its score. Messages `because.<code>` of the recommendations catalogue;
 * `title` is that of the home that caused it, `neighbourhood` where it is popular.
 */
export const BECAUSE_CODES = [
  "viewed",
  "quoted",
  "saved",
  "booked",
  "alike",
  "guests_also",
  "popular_near",
  "new_home",
] as const;
export type BecauseCode = (typeof BECAUSE_CODES)[number];

/** Rows of the home page: messages `row.<code>`, with `neighbourhood` or `title`. */
export const ROW_CODES = ["for_you", "popular", "popular_near", "more_like"] as const;
/** What stands under a row's title: messages `note.<code>`, with `title`, `count` or `neighbourhood`. */
export const NOTE_CODES = [
  "because_viewed",
  "because_quoted",
  "because_saved",
  "because_booked",
  "booked_lately",
  "by_rating",
] as const;

const valuesContract = z.record(z.string(), z.string());
export const becauseContract = z.object({
  code: z.enum(BECAUSE_CODES),
  values: valuesContract,
  /** The home that caused it, when one did. */
  listingId: idContract("listing").nullable(),
});
export type Because = z.output<typeof becauseContract>;

export const recommendedContract = cardContract.extend({ because: becauseContract });
export type Recommended = z.output<typeof recommendedContract>;

export const rowContract = z.object({
  title: z.object({ code: z.enum(ROW_CODES), values: valuesContract }),
  note: z.object({ code: z.enum(NOTE_CODES), values: valuesContract }).nullable(),
  items: z.array(recommendedContract),
});
export type Row = z.output<typeof rowContract>;

export const forYouInput = z.strictObject({
  /** A place's id or a neighbourhood's name, for the row of what is popular there. */
  place: z.string().trim().max(200).optional(),
  limit: z.int().min(1).max(24).default(8),
});
export const forYouOutput = z.object({
  modelVersion: z.string().nullable(),
  /** True when something this guest did went into it. */
  personal: z.boolean(),
  rows: z.array(rowContract),
});
export type ForYou = z.output<typeof forYouOutput>;

export const similarInput = z.strictObject({
  listingId: idContract("listing"),
  limit: z.int().min(1).max(24).default(8),
});
export const similarOutput = z.object({
  modelVersion: z.string().nullable(),
  items: z.array(recommendedContract),
});
