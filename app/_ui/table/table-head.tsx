"use client";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { Checkbox } from "../checkbox";
import { classNames } from "../class-names";
import type { TableColumn } from "./table";

type Sort = false | "asc" | "desc";

/** Column heads; pressing one sorts by it, again turns it round, a third time lets go. */
export function TableHead<Row>(props: {
  columns: readonly TableColumn<Row>[];
  sortOf: (id: string) => Sort;
  onSort: (id: string) => void;
  /** Stands on a phone as well, its lead column in sight. */
  scrolls?: boolean | undefined;
  selection: { all: boolean; some: boolean; toggle: () => void } | undefined;
}) {
  const t = useTranslations("ui.table");
  const { selection, scrolls } = props;
  return (
    <thead className={scrolls ? undefined : "max-md:hidden"}>
      <tr>
        {selection ? (
          <th className="w-9 border-line border-b ps-3">
            <Checkbox
              size="small"
              label={t("selectAll")}
              labelHidden
              checked={selection.all}
              partly={selection.some}
              onChange={selection.toggle}
            />
          </th>
        ) : null}
        {props.columns.map((column) => {
          const sort = props.sortOf(column.id);
          return (
            <th
              key={column.id}
              scope="col"
              aria-sort={sort === "asc" ? "ascending" : sort === "desc" ? "descending" : undefined}
              className={classNames(
                "h-8 whitespace-nowrap border-line border-b px-3 font-medium text-ink-3 text-xs",
                column.align === "end" ? "text-end" : "text-start",
                scrolls && "first:ps-4 last:pe-4",
                scrolls && column.lead && "sticky start-0 z-1 bg-surface",
              )}
            >
              {column.sortable === false ? (
                column.header
              ) : (
                <button
                  type="button"
                  onClick={() => props.onSort(column.id)}
                  className="-mx-1 inline-flex h-7 cursor-pointer items-center gap-1 rounded-mark px-1 hovered:text-ink"
                >
                  {column.header}
                  {sort === "asc" ? <ArrowUp size={13} strokeWidth={2} aria-hidden="true" /> : null}
                  {sort === "desc" ? <ArrowDown size={13} strokeWidth={2} aria-hidden="true" /> : null}
                </button>
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
