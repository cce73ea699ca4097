"use client";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { toCsv } from "@/app/_ui/table/csv";

type CsvButtonProps = {
  fileName: string;
  heads: readonly string[];
  rows: readonly (readonly (string | number | null)[])[];
  size?: "small" | "tiny";
};

/** Saves what the page shows as a CSV file. */
export function CsvButton({ fileName, heads, rows, size = "small" }: CsvButtonProps) {
  const t = useTranslations("admin.list");
  const save = () => {
    const url = URL.createObjectURL(new Blob([toCsv(heads, rows)], { type: "text/csv;charset=utf-8" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = fileName;
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <Button size={size} onClick={save} icon={<Download size={15} aria-hidden="true" />}>
      {t("csv")}
    </Button>
  );
}
