import { useTranslations } from "next-intl";
import { Tag, type Tone } from "@/app/_ui/tag";
import type { TracedEvent } from "@/server/modules/admin/contract";

const tones: Record<TracedEvent["consumers"][number]["outcome"], Tone> = {
  handled: "green",
  not_interested: "neutral",
  passed_over: "neutral",
  passed: "neutral",
  waiting: "neutral",
  paused: "amber",
  retrying: "amber",
  dead: "red",
  replayed: "blue",
  dropped: "neutral",
};

const hasPart = (one: TracedEvent["consumers"][number]) => one.outcome !== "not_interested";

/** Where each consumer that listens stands with an event, in words and colour. */
export function OutcomeTags({ consumers }: { consumers: TracedEvent["consumers"] }) {
  const t = useTranslations("admin.events.outcome");
  return (
    <span className="flex flex-wrap gap-1">
      {consumers.filter(hasPart).map((one) => (
        <Tag key={one.consumer} tone={tones[one.outcome]}>
          <span title={one.error ?? undefined}>
            {one.consumer}: {t(one.outcome)}
          </span>
        </Tag>
      ))}
    </span>
  );
}

export function OutcomeTag({ outcome }: { outcome: TracedEvent["consumers"][number]["outcome"] }) {
  const t = useTranslations("admin.events.outcome");
  return <Tag tone={tones[outcome]}>{t(outcome)}</Tag>;
}
