"use client";
import {
  columnFilteringFeature,
  columnVisibilityFeature,
  createFilteredRowModel,
  createSortedRowModel,
  filterFn_includesString,
  globalFilteringFeature,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_basic,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo, useState } from "react";
import { Button } from "../button";
import { classNames } from "../class-names";
import { useShortcuts } from "../use-shortcuts";
import { TableBody } from "./table-body";
import { TableHead } from "./table-head";
import { TableTools } from "./table-tools";

export type CellValue = string | number | null | undefined;

export type TableColumn<Row> = {
  id: string;
  header: string;
  /** What it is sorted, filtered and exported by. */
  value: (row: Row) => CellValue;
  /** What it shows; the value without it. */
  cell?: (row: Row) => ReactNode;
  /** Numbers stand at the end. */
  align?: "start" | "end";
  /** Not shown until chosen under "Columns". */
  hidden?: boolean;
  /** Cannot be hidden, and is the card's title on a phone. */
  lead?: boolean;
  sortable?: boolean;
};

export type TableProps<Row> = {
  /** Read out as the table's name. */
  label: string;
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  /** Where a row leads: a press, or Enter on the row that `j` and `k` reached. */
  rowHref?: (row: Row) => string;
  /** Checkboxes; hand back the chosen ids. */
  selected?: ReadonlySet<string>;
  onSelectedChange?: (ids: ReadonlySet<string>) => void;
  /** Shows the filter field, the choice of columns and the CSV button; the name is that of the file. */
  csvName?: string;
  /** More tools before these: status chips, a date range. */
  tools?: ReactNode;
  /** In place of rows when there are none. */
  empty?: ReactNode;
  /** 40 px rows for hosts, 36 for operators. */
  dense?: boolean;
  initialSort?: { id: string; desc: boolean };
  /** Stays a table on a phone, its lead column in sight: for figures that are compared down a column. Its place must scroll. */
  scrolls?: boolean;
  /** Shows so many rows first, and a button for all of them. */
  rowsMax?: number;
};

const features = tableFeatures({
  columnVisibilityFeature,
  rowSortingFeature,
  columnFilteringFeature,
  globalFilteringFeature,
  sortedRowModel: createSortedRowModel(),
  filteredRowModel: createFilteredRowModel(),
  sortFns: { alphanumeric: sortFn_alphanumeric, basic: sortFn_basic },
  filterFns: { includesString: filterFn_includesString },
});
export type Features = typeof features;

/** Rows to sort, filter, choose from and take away as CSV; cards on a phone. `j` and `k` move, Enter opens. */
export function Table<Row extends object>(props: TableProps<Row>) {
  const { columns, rows, rowId, rowHref, csvName, tools, empty, initialSort } = props;
  const t = useTranslations("ui.table");
  const [here, setHere] = useState(-1);
  const [filter, setFilter] = useState("");
  const defs = useMemo(
    () =>
      columns.map((column) => ({
        id: column.id,
        accessorFn: (row: Row) => column.value(row) ?? undefined,
        header: column.header,
        enableSorting: column.sortable ?? true,
        enableHiding: !column.lead,
        sortUndefined: "last" as const,
      })),
    [columns],
  );
  const data = useMemo(() => [...rows], [rows]);
  const table = useTable<Features, Row>({
    features,
    columns: defs,
    data,
    getRowId: rowId,
    state: { globalFilter: filter },
    onGlobalFilterChange: setFilter,
    globalFilterFn: "includesString",
    initialState: {
      columnVisibility: Object.fromEntries(
        columns.filter((column) => column.hidden).map((column) => [column.id, false]),
      ),
      ...(initialSort ? { sorting: [initialSort] } : {}),
    },
  });
  const [isCut, setCut] = useState(true);
  const all = table.getRowModel().rows.map((row) => row.original);
  const shown = isCut && props.rowsMax !== undefined ? all.slice(0, props.rowsMax) : all;
  const visible = columns.filter((column) => table.getColumn(column.id)?.getIsVisible() ?? true);
  const move = (by: number) => setHere((at) => Math.max(0, Math.min(shown.length - 1, at + by)));
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    enter: () => {
      const row = shown[here];
      if (row && rowHref) window.location.assign(rowHref(row));
    },
  });
  return (
    <div>
      {csvName || tools ? (
        <TableTools
          columns={columns}
          visible={visible}
          rows={shown}
          csvName={csvName}
          filter={filter}
          onFilterChange={setFilter}
          onToggleColumn={(id) => table.getColumn(id)?.toggleVisibility()}
        >
          {tools}
        </TableTools>
      ) : null}
      <p className="sr-only" aria-live="polite">
        {t("count", { count: shown.length })}
      </p>
      <table
        aria-label={props.label}
        className={classNames("w-full border-collapse tabular-nums", !props.scrolls && "max-md:block")}
      >
        <TableHead
          scrolls={props.scrolls}
          columns={visible}
          sortOf={(id) => table.getColumn(id)?.getIsSorted() || false}
          onSort={(id) => table.getColumn(id)?.toggleSorting()}
          selection={selectionOf(props, shown)}
        />
        <TableBody {...props} columns={visible} rows={shown} here={here} />
      </table>
      {all.length > shown.length ? (
        <p className="sticky start-0 px-4 py-2.5">
          <Button size="small" onClick={() => setCut(false)}>
            {t("all", { count: all.length })}
          </Button>
        </p>
      ) : null}
      {shown.length === 0 ? <div className="px-4 py-8 text-ink-2">{empty ?? t("empty")}</div> : null}
    </div>
  );
}

/** All, some or none of the rows in sight, and the switch between. Undefined without checkboxes. */
function selectionOf<Row extends object>(props: TableProps<Row>, shown: readonly Row[]) {
  const { selected, onSelectedChange, rowId } = props;
  if (!selected || !onSelectedChange) return undefined;
  const ids = shown.map(rowId);
  const chosen = ids.filter((id) => selected.has(id)).length;
  return {
    all: ids.length > 0 && chosen === ids.length,
    some: chosen > 0 && chosen < ids.length,
    toggle: () => onSelectedChange(chosen === ids.length ? new Set() : new Set(ids)),
  };
}
