"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { routes } from "@/app/_routes";
import { onDemand } from "@/app/_ui/on-demand";
import { Section } from "../_parts/section";
import { useHome, usePolicySteps, useStay } from "./stay-provider";

const PolicySteps = onDemand(() =>
  import("@/app/(guest)/_quote/policy-steps").then((module) => module.PolicySteps),
);

/** Exact instants and sums for the chosen dates; without dates, the policy's name and where it is explained. */
export function PolicySection() {
  const t = useTranslations("listing.policy");
  const { policy, city } = useHome();
  const { chosen } = useStay();
  const timeline = usePolicySteps();
  return (
    <Section
      id="cancellation"
      title={t("title")}
      note={chosen ? t("note", { policy, city }) : t("noDates", { policy })}
    >
      {chosen && timeline ? (
        <PolicySteps
          wide
          steps={timeline.steps}
          policy={timeline.policy}
          timeZone={timeline.timeZone}
          checkInAt={timeline.checkInAt}
        />
      ) : (
        <Link href={routes.about.cancellation()} className="link font-medium">
          {t("about")}
        </Link>
      )}
    </Section>
  );
}
