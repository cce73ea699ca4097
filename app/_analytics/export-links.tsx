import { Download } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { routes } from "@/app/_routes";
import { EXPORT_FORMATS, type ExportName } from "@/server/modules/analytics/report-contracts";
import type { Span } from "./span";

type ExportLinksProps = {
  of: ExportName;
  /** What the file holds, read out with its format. */
  name: string;
  span: Pick<Span, "from" | "until">;
  compareTo?: string;
  by?: string;
  step?: string;
  months?: string;
  listingId?: string;
};

/** The figures of a panel as files: for a spreadsheet, and for a program. */
export async function ExportLinks({ of, name, span, ...choices }: ExportLinksProps) {
  const t = await getTranslations("ui.span");
  const { from, until } = span;
  return (
    <span className="flex items-center gap-3 text-ink-3 text-xs">
      <Download size={14} aria-hidden="true" />
      {EXPORT_FORMATS.map((format) => (
        <a
          key={format}
          href={routes.analyticsExport(of, { from, until, ...choices, format })}
          download
          aria-label={t("exportAs", { format: t(`format.${format}`), name })}
          className="hit-24 link text-ink-2"
        >
          {t(`format.${format}`)}
        </a>
      ))}
    </span>
  );
}
