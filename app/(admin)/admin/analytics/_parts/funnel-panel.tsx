import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ExportLinks } from "@/app/_analytics/export-links";
import { serverCaller } from "@/app/_trpc/server";
import { DefinitionTerm } from "@/app/_ui/definition-term";
import { formatCount, formatGrowth, formatRatio } from "@/app/_ui/format/figures";
import { Panel } from "@/app/_ui/panel";
import { FUNNEL_DAYS } from "@/server/modules/analytics/contract";
import type { FunnelReport } from "@/server/modules/analytics/report-contracts";
import { FunnelGroups } from "./funnel-groups";
import type { View } from "./view";

/** How far guests came, in all and by the channel or device of their first step; `children` stand below the latter. */
export async function FunnelPanels({ view, children }: { view: View; children: ReactNode }) {
  const { span, compareTo, funnelBy } = view;
  const { from, until } = span;
  const report = await (await serverCaller()).analytics.funnel({ from, until, compareTo, by: funnelBy });
  const t = await getTranslations("admin.analytics.funnel");
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-3 xl:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
      <Panel
        flush
        title={
          <DefinitionTerm
            term={t("title")}
            definition={t("definition", { days: FUNNEL_DAYS })}
            className="justify-start!"
          />
        }
        end={<ExportLinks of="funnel" name={t("title")} span={span} compareTo={compareTo} />}
      >
        {report.total.funnel.every((step) => step.guests === 0) ? (
          <p className="px-4 pb-4 text-ink-2">{t("empty")}</p>
        ) : (
          <StepTable report={report} />
        )}
      </Panel>
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3">
        <FunnelGroups view={view} report={report} />
        {children}
      </div>
    </div>
  );
}

const head = "h-8 whitespace-nowrap px-2.5 font-normal text-ink-3 text-xs";
const figure = "whitespace-nowrap px-2.5 pt-2.5 text-end align-top tabular-nums";

/** Steps with the share that went on from the one before, the drawing in the same rows. */
async function StepTable({ report }: { report: FunnelReport }) {
  const t = await getTranslations("admin.analytics.funnel");
  const steps = await getTranslations("admin.overview.funnel");
  const locale = await getLocale();
  const { funnel, compared } = report.total;
  const first = funnel[0]?.guests ?? 0;
  const share = (guests: number, of: number | undefined) =>
    formatRatio(of === undefined || of === 0 ? null : guests / of, locale);
  return (
    <>
      <table aria-label={t("title")} className="w-full border-collapse">
        <thead>
          <tr>
            <th scope="col" className={`${head} ps-4 text-start`}>
              {t("step")}
            </th>
            <th scope="col" className={`${head} text-end`}>
              {t("guests")}
            </th>
            <th scope="col" className={`${head} text-end`}>
              {t("on")}
            </th>
            <th scope="col" className={`${head} text-end max-sm:hidden`}>
              {t("ofAll")}
            </th>
            <th scope="col" className={`${head} pe-4 text-end`}>
              {t("change")}
            </th>
          </tr>
        </thead>
        <tbody>
          {funnel.map(({ step, guests }, at) => {
            const before = compared?.find((earlier) => earlier.step === step)?.guests ?? null;
            return (
              <tr key={step} className="border-line border-t">
                <th scope="row" className="w-full py-2.5 ps-4 pe-2.5 text-start font-normal">
                  {steps(step)}
                  <span
                    aria-hidden="true"
                    className="mt-1.5 block h-2 overflow-hidden rounded-full bg-sunk-2"
                  >
                    <span
                      className="block h-full rounded-full bg-moss"
                      style={{ width: `${first === 0 ? 0 : Math.sqrt(guests / first) * 100}%` }}
                    />
                  </span>
                </th>
                <td className={`${figure} font-semibold`}>{formatCount(guests, locale)}</td>
                <td className={figure}>{share(guests, funnel[at - 1]?.guests)}</td>
                <td className={`${figure} text-ink-2 max-sm:hidden`}>{share(guests, first)}</td>
                <td className={`${figure} pe-4 text-ink-2`}>{formatGrowth(guests, before, locale) ?? "–"}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="border-line border-t px-4 py-2.5 text-ink-3 text-xs">{steps("note")}</p>
    </>
  );
}
