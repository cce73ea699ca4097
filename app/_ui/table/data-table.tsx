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

/** On a narrow page a row is a card: its name on top, the rest in two columns, each under its heading. */
const row =
  "border-line border-t hovered:bg-hover focus-within:bg-moss-tint max-md:relative max-md:grid max-md:grid-cols-2 max-md:gap-x-4 max-md:gap-y-2 max-md:px-4 max-md:py-3";
const cell =
  "py-1 font-normal max-md:min-w-0 max-md:p-0 max-md:text-start md:h-9.5 md:px-2.5 md:first:ps-4 md:last:pe-4";
/** The name's link is the whole card to a finger; other links lie above it. */
const leadCell =
  "max-md:order-first max-md:col-span-2 max-md:[&_a]:after:absolute max-md:[&_a]:after:inset-0";
const otherCell = "max-md:[&_:is(a,button)]:relative max-md:[&_:is(a,button)]:z-1";

/** Dense rows of 38 px. Where they do not fit, the table scrolls inside its panel, never the page. */
export function DataTable<Row>({ label, columns, rows, rowId, empty }: DataTableProps<Row>) {
  if (rows.length === 0) return <p className="px-4 pt-1 pb-5 text-ink-2">{empty}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
    <section aria-label={label} tabIndex={0} className="scroll-edges overflow-x-auto rounded-b-panel pb-1">
      <table className="w-full border-collapse max-md:block">
        <thead className="max-md:hidden">
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
        <tbody className="max-md:block">
          {rows.map((one) => (
            <tr key={rowId(one)} className={row}>
              {columns.map((column) => (
                <Cell key={column.id} column={column} row={one} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell<Row>({ column, row }: { column: DataColumn<Row>; row: Row }) {
  const look = classNames(
    cell,
    column.align === "end" ? "text-end tabular-nums" : "text-start",
    column.quiet && "text-ink-3",
    column.wraps ? "max-md:col-span-2 md:min-w-50" : "md:whitespace-nowrap",
  );
  if (column.lead)
    return (
      <th scope="row" data-row-link className={classNames(look, leadCell)}>
        {column.cell(row)}
      </th>
    );
  return (
    <td className={classNames(look, otherCell)}>
      <span className="block text-ink-3 text-xs md:hidden">{column.header}</span>
      {column.cell(row)}
    </td>
  );
}
