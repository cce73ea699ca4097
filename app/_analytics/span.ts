/** Days that a screen of figures looks at: a preset up to today, or two dates from the address. */
import { addDays, daysBetween, isLocalDate, type LocalDate } from "@/server/primitives/local-date";

export const PRESETS = ["7", "28", "91", "365"] as const;
export type Preset = (typeof PRESETS)[number];
const PRESET: Preset = "28";

export type Span = {
  from: LocalDate;
  until: LocalDate;
  /** Undefined when the dates were chosen one by one. */
  preset: Preset | undefined;
  /** The address held dates that are no span: the usual one is shown in their place. */
  isMisread: boolean;
};
export type SpanWords = { span?: string | undefined; from?: string | undefined; until?: string | undefined };

/** What the address asks for. Dates go before a preset; a span that is no span, or too long, is answered by the usual one. */
export function readSpan(words: SpanWords, today: LocalDate, daysMax: number): Span {
  const { from, until } = words;
  if (from !== undefined || until !== undefined) {
    if (from && until && isLocalDate(from) && isLocalDate(until)) {
      const days = daysBetween(from, until) + 1;
      if (days >= 1 && days <= daysMax) return { from, until, preset: undefined, isMisread: false };
    }
    return { ...presetSpan(PRESET, today), isMisread: true };
  }
  return presetSpan(PRESETS.find((preset) => preset === words.span) ?? PRESET, today);
}

function presetSpan(preset: Preset, today: LocalDate): Span {
  return { from: addDays(today, 1 - Number(preset)), until: today, preset, isMisread: false };
}

/** The part of an address that leads to this span again. */
export function spanQuery({ preset, from, until }: Span): Record<string, string | undefined> {
  if (preset) return { span: preset === PRESET ? undefined : preset };
  return { from, until };
}

const DAILY_MAX = 62;
const WEEKLY_MAX = 210;

/** Points that a chart of this width can hold. */
export function stepOf({ from, until }: Pick<Span, "from" | "until">): "day" | "week" | "month" {
  const days = daysBetween(from, until) + 1;
  return days <= DAILY_MAX ? "day" : days <= WEEKLY_MAX ? "week" : "month";
}
