import { useLocale, useTranslations } from "next-intl";
import type { z } from "zod";
import { formatInstant } from "@/app/_ui/format/dates";
import type { PolicyStep } from "@/app/_ui/policy-bar";
import { PolicyBar } from "@/app/_ui/policy-bar";
import { PolicyRail } from "@/app/_ui/policy-rail";
import type { refundStepContract } from "@/server/modules/pricing/contract";

export type RefundStep = z.output<typeof refundStepContract>;
type Props = {
  steps: readonly RefundStep[];
  policy: string;
  timeZone: string;
  checkInAt: Date;
  /** A bar where the page is wide, a rail in a column. */
  wide?: boolean;
};

/** What comes back and until when, in exact instants of the home's zone. */
export function PolicySteps({ steps, policy, timeZone, checkInAt, wide }: Props) {
  const shown = useSteps({ steps, policy, timeZone, checkInAt });
  const t = useTranslations("quote.policy");
  if (!wide) return <PolicyRail steps={shown} />;
  return (
    <>
      <div className="max-lg:hidden">
        <PolicyBar steps={shown} backWord={t("back")} />
      </div>
      <div className="lg:hidden">
        <PolicyRail steps={shown} />
      </div>
    </>
  );
}

const SHARES = { full: "full", partial: "half", none: "none" } as const;

function useSteps({ steps, policy, timeZone, checkInAt }: Props): PolicyStep[] {
  const t = useTranslations("quote.policy");
  const names = useTranslations("quote.policies");
  const locale = useLocale();
  // The catalogue has a name for every policy of the contract.
  const name = names(policy as "flexible");
  const text = (at: Date) => formatInstant(at.toISOString(), locale, timeZone);
  return steps.map((step, at) => {
    const from = steps[at - 1]?.until ?? undefined;
    const afterCheckIn = from !== undefined && from >= checkInAt;
    const until =
      step.until === null || afterCheckIn
        ? t(afterCheckIn ? "after" : "from", { time: from ? text(from) : "" })
        : t(at === 0 ? "until" : "then", { time: text(step.until) });
    return {
      id: `${at}`,
      from: from ? text(from) : t("now"),
      until,
      back: step.refund,
      share: SHARES[step.kind],
      note: t(step.kind, { policy: name }),
    };
  });
}
