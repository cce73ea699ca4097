import { getTranslations } from "next-intl/server";
import { spanQuery } from "@/app/_analytics/span";
import { SpanBar } from "@/app/_analytics/span-bar";
import { routes } from "@/app/_routes";
import type { HostPerformance } from "@/server/modules/analytics/report-contracts";
import { type View, viewQuery } from "./view";

/** Which days, held against which, of which home. */
export async function ViewBar({ view, homes }: { view: View; homes: HostPerformance["homes"] }) {
  const t = await getTranslations("hosting.performance");
  const { compare: _compare, listing: _listing, ...keep } = viewQuery(view);
  return (
    <SpanBar
      action={routes.hosting.performance()}
      span={view.span}
      hrefOf={(preset) =>
        routes.hosting.performance({ ...viewQuery(view), ...spanQuery({ ...view.span, preset }) })
      }
      keep={keep}
      compareTo={view.compareTo}
      selects={
        homes.length > 1
          ? [
              {
                name: "listing",
                label: t("home"),
                value: view.listing ?? "",
                options: [
                  { value: "", label: t("allHomes", { count: homes.length }) },
                  ...homes.map(({ listingId, title }) => ({ value: listingId, label: title })),
                ],
              },
            ]
          : []
      }
    />
  );
}
