import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type TimelineStep = {
  id: string;
  icon: ReactNode;
  title: ReactNode;
  note?: ReactNode;
  /** The exact instant, at the end on a wide page and under the title on a phone. */
  when?: ReactNode;
  /** `done` solid moss, `now` outlined moss, `ahead` sunk; `trouble` amber and `money` clay for the operator's. */
  state: "done" | "now" | "ahead" | "trouble" | "money";
};

const discs: Record<TimelineStep["state"], string> = {
  done: "bg-moss text-on-moss",
  now: "bg-moss-tint text-moss-ink shadow-[inset_0_0_0_2px_var(--color-moss)]",
  ahead: "bg-sunk text-ink-2",
  trouble: "bg-amber-tint text-amber-ink shadow-[inset_0_0_0_1.5px_var(--color-amber)]",
  money: "bg-clay text-on-clay",
};

const rail = "pb-7 before:absolute before:start-[17px] before:top-10 before:-bottom-0.5 before:w-0.5";
const railSmall = "pb-5 before:absolute before:start-[11px] before:top-7 before:-bottom-1 before:w-0.5";

/** What happens when, from first to last: discs on a rail that is moss as far as things have come. */
export function Timeline({ steps, small }: { steps: readonly TimelineStep[]; small?: boolean }) {
  return (
    <ol>
      {steps.map((step, at) => (
        <li
          key={step.id}
          className={classNames(
            "relative grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 md:grid-cols-[auto_minmax(0,1fr)_auto]",
            at < steps.length - 1 &&
              classNames(
                small ? railSmall : rail,
                step.state === "done" ? "before:bg-moss" : "before:bg-line",
              ),
          )}
        >
          <span
            className={classNames(
              "grid place-items-center rounded-full",
              small ? "size-6" : "size-9",
              discs[step.state],
            )}
          >
            {step.icon}
          </span>
          <div className={small ? "" : "pt-px"}>
            <div className={classNames("font-semibold", !small && "text-base leading-5.5")}>{step.title}</div>
            {step.note ? <p className={classNames("text-ink-2", small && "text-xs")}>{step.note}</p> : null}
          </div>
          {step.when ? <div className="text-ink-2 max-md:col-start-2">{step.when}</div> : null}
        </li>
      ))}
    </ol>
  );
}
