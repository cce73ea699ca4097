import { getLocale, getTranslations } from "next-intl/server";
import { ExportLinks } from "@/app/_analytics/export-links";
import { serverCaller } from "@/app/_trpc/server";
import { DefinitionTerm } from "@/app/_ui/definition-term";
import { formatMonth } from "@/app/_ui/format/dates";
import { formatCount, formatRatio } from "@/app/_ui/format/figures";
import { Panel } from "@/app/_ui/panel";
import { heatOf } from "./heat";
import { COHORT_MONTHS, type View } from "./view";

const head = "h-8 whitespace-nowrap px-2.5 font-normal text-ink-3 text-xs first:ps-4 last:pe-4";

/** Guests by the month of their first booking, and which share came back in each month after. */
export async function CohortsPanel({ view }: { view: View }) {
  const { cohorts } = await (await serverCaller()).analytics.cohorts({ months: COHORT_MONTHS });
  const t = await getTranslations("admin.analytics.cohorts");
  const locale = await getLocale();
  const offsets = Array.from(
    { length: Math.max(0, ...cohorts.map((one) => one.months.length)) - 1 },
    (_, at) => at + 1,
  );
  const shares = cohorts.flatMap((cohort) =>
    cohort.months.filter((month) => month.offset > 0).map((month) => shareOf(cohort.guests, month)),
  );
  const most = Math.max(0, ...shares);
  return (
    <Panel
      flush
      title={<DefinitionTerm term={t("title")} definition={t("definition")} className="justify-start!" />}
      note={t("note")}
      end={<ExportLinks of="cohorts" name={t("title")} span={view.span} months={String(COHORT_MONTHS)} />}
    >
      {cohorts.every((cohort) => cohort.guests === 0) ? (
        <p className="px-4 pb-4 text-ink-2">{t("empty")}</p>
      ) : (
        <section
          aria-label={t("title")}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
          tabIndex={0}
          className="scroll-edges relative overflow-x-auto rounded-b-panel pb-3"
        >
          <table className="w-full border-collapse tabular-nums">
            <thead>
              <tr>
                <th scope="col" className={`${head} sticky start-0 bg-surface text-start`}>
                  {t("month")}
                </th>
                <th scope="col" className={`${head} text-end`}>
                  {t("guests")}
                </th>
                {offsets.map((offset) => (
                  <th key={offset} scope="col" className={`${head} text-end`}>
                    {t("after", { count: offset })}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {cohorts.map((cohort) => (
                <tr key={cohort.month} className="border-line border-t">
                  <th
                    scope="row"
                    className="sticky start-0 h-9 whitespace-nowrap bg-surface ps-4 pe-2.5 text-start font-normal"
                  >
                    {formatMonth(cohort.month, locale)}
                  </th>
                  <td className="px-2.5 text-end">{formatCount(cohort.guests, locale)}</td>
                  {offsets.map((offset) => {
                    const month = cohort.months.find((one) => one.offset === offset);
                    if (!month) return <td key={offset} />;
                    const share = shareOf(cohort.guests, month);
                    return (
                      <td
                        key={offset}
                        className="whitespace-nowrap px-2.5 text-end last:pe-4"
                        style={{ backgroundColor: heatOf("moss", share, most) }}
                        title={t("cell", {
                          guests: month.returningGuests,
                          bookings: month.bookings,
                          cancelled: month.cancelled,
                        })}
                      >
                        {formatRatio(cohort.guests === 0 ? null : share, locale)}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Panel>
  );
}

function shareOf(guests: number, month: { returningGuests: number }): number {
  return guests === 0 ? 0 : month.returningGuests / guests;
}
