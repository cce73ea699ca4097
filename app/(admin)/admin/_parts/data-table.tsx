import type { ReactNode } from "react";
import { classNames } from "@/app/_ui/class-names";

export type DataColumn<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  align?: "end";
  /** Names the row: read out as its heading. */
  lead?: boolean;
  /** Quiet text. */
  quiet?: boolean;
  /** May break into lines; the others stay on one. */
  wraps?: boolean;
};

type DataTableProps<Row> = {
  label: string;
  columns: readonly DataColumn<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  /** What stands there when there are no rows. */
  empty: ReactNode;
};

/** Dense rows of 38 px. On a narrow page the table scrolls inside its panel, never the page. */
export function DataTable<Row>({ label, columns, rows, rowId, empty }: DataTableProps<Row>) {
  if (rows.length === 0) return <p className="px-4 pt-1 pb-5 text-ink-2">{empty}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
    <section aria-label={label} tabIndex={0} className="overflow-x-auto rounded-b-panel pb-1">
      <table className="w-full border-collapse">
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                className={classNames(
                  "h-8 whitespace-nowrap px-2.5 font-normal text-ink-3 text-xs first:ps-4 last:pe-4",
                  column.align === "end" ? "text-end" : "text-start",
                )}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowId(row)} className="border-line border-t hovered:bg-hover">
              {columns.map((column) => {
                const look = classNames(
                  "h-9.5 px-2.5 py-1 font-normal first:ps-4 last:pe-4",
                  column.align === "end" ? "text-end tabular-nums" : "text-start",
                  column.quiet && "text-ink-3",
                  column.wraps ? "min-w-50" : "whitespace-nowrap",
                );
                return column.lead ? (
                  <th key={column.id} scope="row" className={look}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.id} className={look}>
                    {column.cell(row)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
