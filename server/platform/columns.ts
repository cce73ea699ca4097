/** Column types that turn database values into the primitives of the code, both ways. */
import { bigint, customType, timestamp } from "drizzle-orm/pg-core";
import { type Id, type IdPrefix, idFromUuid, uuidOf } from "@/server/primitives/id";
import { type LocalDate, localDate } from "@/server/primitives/local-date";

/** `uuid` in the database, a branded prefixed id in the code. */
export function idColumn<P extends IdPrefix>(prefix: P, name?: string) {
  const type = customType<{ data: Id<P>; driverData: string }>({
    dataType: () => "uuid",
    toDriver: (value) => uuidOf(value),
    fromDriver: (value) => idFromUuid(prefix, value),
  });
  return name === undefined ? type() : type(name);
}

const localDateType = customType<{ data: LocalDate; driverData: string }>({
  dataType: () => "date",
  toDriver: (value) => value,
  fromDriver: (value) => localDate(value),
});
/** `date` in the database, a LocalDate in the code. The drivers are told to leave dates as text. */
export function localDateColumn(name?: string) {
  return name === undefined ? localDateType() : localDateType(name);
}

/** An instant: `timestamptz(3)`; JavaScript's instants have milliseconds, so the column keeps no more. */
export function instantColumn(name?: string) {
  const options = { withTimezone: true, mode: "date", precision: 3 } as const;
  return name === undefined ? timestamp(options) : timestamp(name, options);
}

/** Integer minor units of money. */
export function minorColumn(name?: string) {
  return name === undefined ? bigint({ mode: "number" }) : bigint(name, { mode: "number" });
}
