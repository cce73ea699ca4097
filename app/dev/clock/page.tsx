import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Button } from "@/app/_ui/button";
import { formatInstant } from "@/app/_ui/format/dates";
import { readClock } from "@/server/gateway/stand-in-desk";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/server/primitives/zoned";
import { move } from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("dev.clock");
  return { title: t("title") };
}

const STEPS = [
  ["quarter", 15 * MINUTE_MS],
  ["hour", HOUR_MS],
  ["day", DAY_MS],
  ["week", 7 * DAY_MS],
  ["month", 30 * DAY_MS],
] as const;

/** Time travel for the whole market. */
export default async function ClockPage() {
  const t = await getTranslations("dev.clock");
  const { now, offsetMs } = await readClock();
  const ahead =
    offsetMs !== 0 && offsetMs < DAY_MS
      ? t("hours", { hours: Math.round(offsetMs / HOUR_MS) })
      : t("offset", { days: Math.round(offsetMs / DAY_MS) });
  return (
    <main id="main" className="mx-auto max-w-200 px-5 py-10">
      <h1 className="title-xl">{t("title")}</h1>
      <p className="mt-2 text-ink-2">{t("lead")}</p>
      <div className="panel mt-6 p-6">
        <p className="text-ink-2">{t("now")}</p>
        <p className="title-xl tabular-nums">
          {formatInstant(now.toISOString(), await getLocale(), "UTC", { year: true })}
        </p>
        <p className="text-ink-2">{ahead}</p>
      </div>
      <div className="mt-6 flex flex-wrap gap-3">
        {STEPS.map(([label, ms]) => (
          <form key={label} action={move}>
            <input type="hidden" name="ms" value={ms} />
            <Button type="submit">{t(label)}</Button>
          </form>
        ))}
        <form action={move}>
          <input type="hidden" name="ms" value={0} />
          <Button type="submit" look="quiet">
            {t("reset")}
          </Button>
        </form>
      </div>
      <p className="mt-4 text-ink-3 text-xs">{t("note")}</p>
    </main>
  );
}
