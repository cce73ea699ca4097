import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { arrayParameter as arrayOf } from "@/server/platform/array-parameter";
import type { BinaryType } from "@/server/platform/binary-values";
import { rowsOf, sql } from "@/server/platform/db";
import { idFromUuid, newId } from "@/server/primitives/id";
import { fromDayNumber, localDate } from "@/server/primitives/local-date";
import { type Market, openMarket } from "@/tests/support/market";

/** The values themselves, whatever the types say of them. */
const arrayParameter = (type: BinaryType, values: readonly unknown[]) =>
  arrayOf(type, values, (value) => value as never);

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.close());

/** What PostgreSQL reads of an array, as text. */
async function readBack(type: BinaryType, parameter: Buffer): Promise<(string | null)[]> {
  const rows = await rowsOf<{ value: string | null }>(
    market.db,
    sql`select (case when pg_typeof(v)::text like 'timestamp%'
          then to_char(v::text::timestamptz at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') else v::text end) as value
        from unnest(${parameter}::${sql.raw(type)}[]) with ordinality u(v, nth) order by nth`,
  );
  return rows.map(({ value }) => value);
}

it.each<[BinaryType, fc.Arbitrary<unknown>, (value: never) => string]>([
  [
    "text",
    fc.string({ unit: "grapheme", maxLength: 80 }).filter((text) => !text.includes("\0")),
    (text: string) => text,
  ],
  ["int4", fc.integer(), String],
  ["int8", fc.maxSafeInteger(), String],
  ["date", fc.integer({ min: 0, max: 80_000 }).map(fromDayNumber), String],
  [
    "timestamptz",
    fc.date({ min: new Date("1970-01-01"), max: new Date("2199-01-01"), noInvalidDate: true }),
    (at: Date) => at.toISOString(),
  ],
])("PostgreSQL reads an array of %s as it was given, nulls among them", async (type, arbitrary, textOf) => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(arbitrary)), async (values) => {
      const expected = values.map((value) => (value === null ? null : textOf(value as never)));
      expect(await readBack(type, arrayParameter(type, values))).toEqual(expected);
    }),
    { numRuns: 30 },
  );
});

it("PostgreSQL reads ids as their UUIDs", async () => {
  const uuid = "0192f0c1-2d3e-7a4b-8c5d-6e7f80919293";
  const ids = [idFromUuid("event", uuid), null, newId("event")];
  expect((await readBack("uuid", arrayParameter("uuid", ids))).slice(0, 2)).toEqual([uuid, null]);
});

it("what is no id, no date and no whole number is not sent", () => {
  expect(() => arrayParameter("uuid", ["event_x"])).toThrow("not an id");
  expect(() => arrayParameter("int8", [0.5])).toThrow("not a whole number");
  expect(() => arrayParameter("int4", [2 ** 31])).toThrow(RangeError);
  expect(arrayParameter("date", [localDate("2000-01-01")]).readInt32BE(24)).toBe(0);
});
