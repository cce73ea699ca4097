import { getLocale, getTranslations } from "next-intl/server";
import { routes } from "@/app/_routes";
import { formatInstant } from "@/app/_ui/format/dates";
import { shortId } from "@/app/_ui/format/figures";
import type { AdminOverview } from "@/server/modules/admin/contract";
import type { NeedRow } from "./needs-list";

type Need = AdminOverview["needs"][number];

/** The address where each kind of need is looked into. */
function hrefOf(need: Need): string {
  switch (need.kind) {
    case "dead_events":
      return routes.admin.events({ tab: "dead" });
    case "consumer_behind":
    case "consumer_paused":
      return routes.admin.events();
    case "refund_failed":
      return need.ref ? routes.admin.booking(need.ref) : routes.admin.money();
    case "webhooks_failed":
      return routes.admin.money({ status: "failed" });
    case "webhooks_waiting":
      return routes.admin.money({ status: "received" });
    case "ledger_unbalanced":
      return routes.admin.money();
    case "model_ready":
      return routes.admin.models();
  }
}

export async function needRows(needs: readonly Need[]): Promise<NeedRow[]> {
  const t = await getTranslations("admin.overview.need");
  const locale = await getLocale();
  return needs.map((need) => ({
    id: `${need.kind}-${need.subject}-${need.ref ?? ""}`,
    tone: need.severity,
    toneWord: t(need.severity),
    title: t(need.kind, { count: need.count, subject: need.subject }),
    note: need.since
      ? t("since", { time: formatInstant(need.since.toISOString(), locale, "UTC", { weekday: false }) })
      : "",
    mark: need.ref ? shortId(need.ref) : "",
    href: hrefOf(need),
  }));
}
