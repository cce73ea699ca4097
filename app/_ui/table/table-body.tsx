"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Checkbox } from "../checkbox";
import { classNames } from "../class-names";
import type { TableColumn, TableProps } from "./table";

const cardRow = "max-md:block max-md:border-b max-md:px-4 max-md:py-3 max-md:last:border-0";

function cardCell<Row>(column: TableColumn<Row>, isLead: boolean, dense: boolean | undefined): string {
  return classNames(
    "md:whitespace-nowrap md:border-line md:border-b md:px-3 md:group-last/row:border-0",
    dense ? "md:h-9" : "md:h-10",
    column.align === "end" && "md:text-end",
    "max-md:flex max-md:min-h-7 max-md:items-center max-md:justify-between max-md:gap-4",
    isLead && "max-md:font-semibold max-md:text-base",
  );
}

/** A cell of a table that stays one on a phone: the lead column keeps its place while the others pass under it. */
function lineCell<Row>(column: TableColumn<Row>, isLead: boolean, dense: boolean | undefined): string {
  return classNames(
    "whitespace-nowrap px-3 first:ps-4 last:pe-4",
    dense ? "h-9" : "h-10",
    column.align === "end" && "text-end",
    isLead && "sticky start-0 z-1 bg-surface max-md:max-w-40 max-md:truncate max-md:pe-2",
  );
}

/** The rows. From 768 px a table; below it each row is a card with its heads beside the values. */
export function TableBody<Row extends object>(
  props: Pick<
    TableProps<Row>,
    "columns" | "rows" | "rowId" | "rowHref" | "selected" | "onSelectedChange" | "dense" | "scrolls"
  > & {
    here: number;
  },
) {
  return (
    <tbody className={props.scrolls ? undefined : "max-md:block"}>
      {props.rows.map((row, at) => (
        <BodyRow key={props.rowId(row)} {...props} row={row} isHere={at === props.here} />
      ))}
    </tbody>
  );
}

function BodyRow<Row extends object>(
  props: Pick<
    TableProps<Row>,
    "columns" | "rowId" | "rowHref" | "selected" | "onSelectedChange" | "dense" | "scrolls"
  > & {
    row: Row;
    isHere: boolean;
  },
) {
  const { columns, row, rowId, rowHref, selected, onSelectedChange, dense, scrolls, isHere } = props;
  const t = useTranslations("ui.table");
  const line = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (isHere) line.current?.scrollIntoView({ block: "nearest" });
  }, [isHere]);
  const id = rowId(row);
  const isChosen = selected?.has(id) ?? false;
  const lead = columns.find((column) => column.lead) ?? columns[0];
  return (
    <tr
      ref={line}
      className={classNames(
        "group/row relative border-line",
        scrolls ? "border-b last:border-0" : cardRow,
        isChosen ? "bg-moss-tint" : "hovered:bg-hover",
        isHere && "outline-2 outline-focus -outline-offset-2",
      )}
    >
      {selected && onSelectedChange ? (
        <td className="ps-3 max-md:absolute max-md:end-4 max-md:top-3 md:border-line md:border-b md:group-last/row:border-0">
          <Checkbox
            size="small"
            label={t("select", { name: String(lead?.value(row) ?? id) })}
            labelHidden
            checked={isChosen}
            onChange={(event) => {
              const next = new Set(selected);
              if (event.currentTarget.checked) next.add(id);
              else next.delete(id);
              onSelectedChange(next);
            }}
            className="relative z-10"
          />
        </td>
      ) : null}
      {columns.map((column) => (
        <td key={column.id} className={(scrolls ? lineCell : cardCell)(column, column === lead, dense)}>
          {column === lead || scrolls ? null : (
            <span className="text-ink-3 text-xs md:hidden">{column.header}</span>
          )}
          <Cell column={column} row={row} href={column === lead ? rowHref?.(row) : undefined} />
        </td>
      ))}
    </tr>
  );
}

/** The lead cell's link covers its row, so that the whole row can be pressed and one stop leads there. */
function Cell<Row>({ column, row, href }: { column: TableColumn<Row>; row: Row; href: string | undefined }) {
  const shown = column.cell ? column.cell(row) : column.value(row);
  if (!href) return <span>{shown}</span>;
  return (
    <Link href={href} className="after:absolute after:inset-0">
      {shown}
    </Link>
  );
}
