import { classNames } from "./class-names";
import { Money } from "./money";
import type { PolicyProps, RefundShare } from "./policy-bar";

const dots: Record<RefundShare, string> = {
  full: "bg-moss",
  half: "bg-[linear-gradient(90deg,var(--color-moss)_50%,var(--color-surface)_50%)] shadow-[inset_0_0_0_2px_var(--color-moss)]",
  none: "bg-surface shadow-[inset_0_0_0_2px_var(--color-ink-3)]",
};

const rail = "pb-4 before:absolute before:start-1.75 before:top-3.5 before:-bottom-1.5 before:w-0.5";

/** What comes back, and until when, as a rail: full, half and open dots, the money at the end. */
export function PolicyRail({ steps }: Pick<PolicyProps, "steps">) {
  return (
    <ol className="flex flex-col">
      {steps.map((step, at) => (
        <li
          key={step.id}
          className={classNames(
            "relative grid grid-cols-[20px_minmax(0,1fr)_auto] gap-x-3",
            at < steps.length - 1 &&
              classNames(rail, step.share === "full" ? "before:bg-moss" : "before:bg-line"),
          )}
        >
          <span
            aria-hidden="true"
            className={classNames("relative ms-0.5 mt-1 size-3 rounded-full", dots[step.share])}
          />
          <div>
            <div className="font-semibold tabular-nums">{step.until}</div>
            <p className="text-ink-2">{step.note}</p>
          </div>
          <Money {...step.back} className="font-semibold" />
        </li>
      ))}
    </ol>
  );
}
