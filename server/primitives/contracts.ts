/** zod pieces that the modules' contracts share. The browser may import them. */
import { z } from "zod";
import { type Id, type IdPrefix, isId } from "@/server/primitives/id";
import { isLocalDate, type LocalDate } from "@/server/primitives/local-date";
import { CURRENCIES, type Currency, type Money } from "@/server/primitives/money";
import { isStay, STAY_NIGHTS_MAX } from "@/server/primitives/stay";

export function idContract<P extends IdPrefix>(prefix: P) {
  return z
    .string()
    .refine((value): value is Id<P> => isId(prefix, value), { message: `not a ${prefix} id` })
    .meta({ maxLength: 64 });
}

export const localDateContract = z
  .string()
  .refine((value): value is LocalDate => isLocalDate(value), { message: "not a calendar date" })
  .meta({ maxLength: 10 });

export const currencyContract = z.enum(CURRENCIES as unknown as [Currency, ...Currency[]]);

export const moneyContract = z.object({
  amountMinor: z.int(),
  currency: currencyContract,
}) satisfies z.ZodType<Money>;

/** `[checkIn, checkOut)`, 1 to 365 nights. */
export const stayContract = z
  .strictObject({ checkIn: localDateContract, checkOut: localDateContract })
  .refine(isStay, { message: `check-out must be 1 to ${STAY_NIGHTS_MAX} nights after check-in` });

export const partyContract = z.strictObject({
  adults: z.int().min(1).max(50),
  children: z.int().min(0).max(50).default(0),
  infants: z.int().min(0).max(20).default(0),
  pets: z.int().min(0).max(20).default(0),
});
export type Party = z.output<typeof partyContract>;

/** Text from people: no NUL (Postgres cannot hold it), trimmed, bounded. Stored as text and escaped where shown. */
export function textContract(lengthMax: number, lengthMin = 0) {
  return z
    .string()
    .trim()
    .min(lengthMin)
    .max(lengthMax)
    .refine((value) => !value.includes("\u0000"), { message: "contains a NUL character" });
}

export const cursorContract = z
  .string()
  .max(1024)
  .regex(/^[A-Za-z0-9_-]+$/)
  .optional();

/** A page of `item`. */
export function pageContract<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().optional() });
}
