"use client";
import { Columns3, Download, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "../button";
import { buttonLook } from "../button-look";
import { Menu } from "../menu";
import { TextField } from "../text-field";
import { toCsv } from "./csv";
import type { TableColumn } from "./table";

/** Above a table: what the screen brings, a filter, the choice of columns, CSV of exactly what is in sight. */
export function TableTools<Row>(props: {
  columns: readonly TableColumn<Row>[];
  visible: readonly TableColumn<Row>[];
  rows: readonly Row[];
  csvName: string | undefined;
  filter: string;
  onFilterChange: (text: string) => void;
  onToggleColumn: (id: string) => void;
  children: ReactNode;
}) {
  const t = useTranslations("ui.table");
  const { columns, visible, rows, csvName, filter, onFilterChange, onToggleColumn } = props;
  return (
    <div className="flex flex-wrap items-center gap-2 px-3 py-2">
      {props.children}
      {csvName ? (
        <>
          <TextField
            label={t("filter")}
            labelHidden
            placeholder={t("filter")}
            size="small"
            type="search"
            value={filter}
            onChange={(event) => onFilterChange(event.currentTarget.value)}
            before={<Search size={16} aria-hidden="true" />}
            className="ms-auto w-full sm:w-56"
          />
          <Menu
            className={buttonLook({ look: "second", size: "small" })}
            placement="bottom end"
            entries={columns
              .filter((column) => !column.lead)
              .map((column) => ({
                id: column.id,
                label: column.header,
                note: visible.includes(column) ? t("shown") : t("hidden"),
              }))}
            onSelect={onToggleColumn}
          >
            <Columns3 size={16} strokeWidth={1.75} aria-hidden="true" />
            {t("columns")}
          </Menu>
          <Button
            size="small"
            icon={<Download size={15} strokeWidth={1.75} aria-hidden="true" />}
            onClick={() =>
              save(
                `${csvName}.csv`,
                toCsv(
                  visible.map((column) => column.header),
                  rows.map((row) => visible.map((column) => column.value(row))),
                ),
              )
            }
          >
            CSV
          </Button>
        </>
      ) : null}
    </div>
  );
}

function save(name: string, text: string) {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
