import fc from "fast-check";
import { parquetReadObjects } from "hyparquet";
import { describe, expect, it } from "vitest";
import { type ExportTable, toCsv, toParquet } from "@/server/modules/analytics/export-text";

const table = (...cells: (string | number | null)[]): ExportTable => ({
  columns: [{ name: "cell", kind: "text" }],
  rows: cells.map((cell) => [cell]),
});
/** What quoting and formulas turn on, and a little of everything else. */
const SPECIAL = [..."\",;=+-@\t\r\n 'aé＝|%0"];
const cellsOf = (csv: string) => csv.replace("\ufeff", "").split("\r\n").slice(1, -1);

describe("CSV", () => {
  it.each(["=cmd|' /C calc'!A0", "+1", "-1+2", "@SUM(A1)", "\t=1", " =1", "\r=1", "＝1", "%0"])(
    "keeps %j from being run as a formula",
    (text) => {
      expect(toCsv(table(text)).split("\r\n").slice(1).join("\r\n")).toMatch(/^"'/);
    },
  );

  it("leaves plain text and negative numbers alone", () => {
    expect(cellsOf(toCsv(table("Center Square", -5, 0.5, null, "2026-04-28")))).toEqual([
      "Center Square",
      "-5",
      "0.5",
      "",
      "2026-04-28",
    ]);
  });

  it("can be read back: quotes are doubled, and every text that is not harmless is quoted", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...SPECIAL) }), (text) => {
        const body = toCsv(table(text)).slice("\ufeffcell\r\n".length, -2);
        const read = body.startsWith('"') ? body.slice(1, -1).replaceAll('""', '"') : body;
        expect(read === text || read === `'${text}`).toBe(true);
        expect(read.trimStart()).not.toMatch(/^[=+\-@]/);
      }),
    );
  });
});

describe("Parquet", () => {
  it("keeps types, nulls and what CSV would have to change", async () => {
    const at = new Date("2026-04-28T19:30:00.000Z");
    const file = toParquet({
      columns: [
        { name: "name", kind: "text" },
        { name: "count", kind: "whole" },
        { name: "share", kind: "number" },
        { name: "at", kind: "instant" },
      ],
      rows: [
        ["=cmd", 9_007_199_254_740_991, 0.25, at],
        [null, null, null, null],
      ],
    });
    expect(await parquetReadObjects({ file })).toEqual([
      { name: "=cmd", count: 9_007_199_254_740_991n, share: 0.25, at },
      { name: null, count: null, share: null, at: null },
    ]);
  });

  it("holds a table without rows", async () => {
    expect(await parquetReadObjects({ file: toParquet(table()) })).toEqual([]);
  });
});
