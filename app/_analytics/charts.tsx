import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ChipLinks } from "@/app/_ui/chip-links";

type ChartsProps = {
  /** Every figure that can be drawn, and the address that puts its chart up or takes it away. */
  chips: readonly { href: string; label: string; here: boolean }[];
  /** Beside the heading. */
  end?: ReactNode;
  /** The charts that are up. */
  children: ReactNode;
};

/** Figures over time: which are drawn, and their charts side by side. */
export function Charts({ chips, end, children }: ChartsProps) {
  const t = useTranslations("figures");
  return (
    <section aria-label={t("overTime")} className="mt-2 grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-1">
        <h2 className="font-semibold">{t("overTime")}</h2>
        {end}
      </div>
      <ChipLinks label={t("charts")} chips={chips} />
      {chips.some((chip) => chip.here) ? (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-3 xl:grid-cols-2">{children}</div>
      ) : (
        <p className="text-ink-2">{t("noCharts")}</p>
      )}
    </section>
  );
}
