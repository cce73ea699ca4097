/** Contracts of recommendations. */
import { z } from "zod";
import { cardContract } from "@/server/modules/search/contract";
import { idContract } from "@/server/primitives/contracts";

export const rowContract = z.object({
  /** Message key of the home catalogue and its values: what the row is and why. */
  title: z.object({ code: z.string(), values: z.record(z.string(), z.string()) }),
  items: z.array(cardContract),
});
export const forYouInput = z.strictObject({
  place: z.string().trim().max(200).optional(),
  limit: z.int().min(1).max(24).default(8),
});
export const forYouOutput = z.object({
  modelVersion: z.string().nullable(),
  personal: z.boolean(),
  rows: z.array(rowContract),
});
export const similarInput = z.strictObject({
  listingId: idContract("listing"),
  limit: z.int().min(1).max(24).default(8),
});
export const similarOutput = z.object({ modelVersion: z.string().nullable(), items: z.array(cardContract) });
