/** Tables as CSV and Parquet. */
import { type BasicType, parquetWriteBuffer } from "hyparquet-writer";

export type CellKind = "text" | "whole" | "number" | "instant";
export type Cell = string | number | Date | null;
export interface ExportTable {
  readonly columns: readonly { readonly name: string; readonly kind: CellKind }[];
  readonly rows: readonly (readonly Cell[])[];
}

/** What a spreadsheet takes for a formula, also behind spaces; and the two characters that some strip before they look. */
const FORMULA = /^[\s\u00a0\ufeff]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;
const TO_QUOTE = /[",\r\n;\t]/;

/**
 * RFC 4180, UTF-8 with a byte order mark so that spreadsheets read it as such. Text that a spreadsheet would run as a formula
 * gets an apostrophe before it; numbers are written by us and stay as they are.
 */
export function toCsv(table: ExportTable): string {
  const lines = [
    table.columns.map(({ name }) => csvText(name)),
    ...table.rows.map((row) => row.map((cell) => csvCell(cell))),
  ];
  return `\ufeff${lines.map((cells) => cells.join(",")).join("\r\n")}\r\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  return cell instanceof Date ? cell.toISOString() : csvText(cell);
}

function csvText(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return TO_QUOTE.test(harmless) || harmless !== text ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

const PARQUET_TYPE: Readonly<Record<CellKind, BasicType>> = {
  text: "STRING",
  whole: "INT64",
  number: "DOUBLE",
  instant: "TIMESTAMP",
};

/** Typed columns, any of which may hold nulls. Values are as they are: nothing runs a Parquet file. */
export function toParquet(table: ExportTable): ArrayBuffer {
  return parquetWriteBuffer({
    columnData: table.columns.map(({ name, kind }, index) => ({
      name,
      type: PARQUET_TYPE[kind],
      nullable: true,
      data: table.rows.map((row) => parquetCell(row[index] ?? null, kind)),
    })),
  });
}

function parquetCell(cell: Cell, kind: CellKind): Cell | bigint {
  return kind === "whole" && typeof cell === "number" ? BigInt(cell) : cell;
}
