import { getLocale, getTranslations } from "next-intl/server";
import { formatTimeOfDay } from "@/app/_ui/format/dates";
import type { PublicListing } from "@/server/modules/listings/contract";

/** House rules, safety, facts: short lines in three columns. */
export async function Rules({ listing }: { listing: PublicListing }) {
  const columns = await Promise.all([ruleLines(listing), safetyLines(listing), factLines(listing)]);
  const titles = await getTranslations("listing");
  const heads = [titles("rules.title"), titles("safety.title"), titles("about.title")];
  return (
    <section id="rules" className="grid grid-cols-1 gap-8 border-line border-t py-7 sm:grid-cols-3 md:py-10">
      {columns.map((lines, at) => (
        <div key={heads[at]}>
          <h3 className="mb-2.5 font-semibold text-base">{heads[at]}</h3>
          <ul className="grid gap-1.5 text-ink-2">
            {lines.map((line) => (
              <li key={line}>
                <bdi>{line}</bdi>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

async function ruleLines({
  houseRules: rules,
  checkInFromMinutes,
  checkOutByMinutes,
}: PublicListing): Promise<string[]> {
  const t = await getTranslations("listing.rules");
  const locale = await getLocale();
  const timeText = (minutes: number) => formatTimeOfDay(minutes, locale);
  const quiet =
    rules.quietFromMinutes === null || rules.quietUntilMinutes === null
      ? []
      : [
          t("quiet", {
            from: timeText(rules.quietFromMinutes),
            until: timeText(rules.quietUntilMinutes),
          }),
        ];
  return [
    t("checkIn", { time: timeText(checkInFromMinutes) }),
    t("checkOut", { time: timeText(checkOutByMinutes) }),
    t(rules.smokingAllowed ? "smokingOk" : "smoking"),
    t(rules.partiesAllowed ? "partiesOk" : "parties"),
    t(rules.petsAllowed ? "petsOk" : "pets"),
    ...(rules.childrenWelcome ? [] : [t("children")]),
    ...quiet,
    ...rules.more,
  ];
}

async function safetyLines({ safety }: PublicListing): Promise<string[]> {
  const t = await getTranslations("listing.safety");
  const camera = !safety.outdoorCamera
    ? t("noCamera")
    : safety.cameraNote
      ? t("camera", { note: safety.cameraNote })
      : t("cameraPlain");
  return [
    t(safety.smokeAlarm ? "smoke" : "noSmoke"),
    t(safety.carbonMonoxideAlarm ? "co" : "noCo"),
    camera,
    ...(safety.stairs ? [t("stairs")] : []),
    ...(safety.petsOnPremises ? [t("pets")] : []),
  ];
}

const BPS_PER_PERCENT = 100;

async function factLines({ host, registrationNumber }: PublicListing): Promise<string[]> {
  const t = await getTranslations("listing.about");
  const head = await getTranslations("listing.head");
  const locale = await getLocale();
  const names = new Intl.DisplayNames(locale, { type: "language" });
  const since = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" }).format(
    host.hostSince,
  );
  return [
    ...(registrationNumber ? [t("registration", { number: registrationNumber })] : []),
    head("hostSince", { date: since }),
    ...(host.responseRateBps === null
      ? []
      : [t("responseRate", { percent: Math.round(host.responseRateBps / BPS_PER_PERCENT) })]),
    t("languages", {
      languages: new Intl.ListFormat(locale).format(host.languages.map((code) => names.of(code) ?? code)),
    }),
  ];
}
