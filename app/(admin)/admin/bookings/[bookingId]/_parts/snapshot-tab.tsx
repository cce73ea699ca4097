import { useLocale, useTranslations } from "next-intl";
import { formatTimeOfDay } from "@/app/_ui/format/dates";
import { Facts, Panel } from "@/app/_ui/panel";
import type { AdminBooking } from "@/server/modules/admin/contract";
import { JsonText } from "../../../_parts/json-text";

/** The facts that were frozen into the booking, and the whole of them as stored. */
export function SnapshotTab({ snapshot }: { snapshot: AdminBooking["snapshot"] }) {
  const t = useTranslations("admin.booking.snapshot");
  const policies = useTranslations("quote.policies");
  const locale = useLocale();
  return (
    <div className="grid grid-cols-1 items-start gap-3 xl:grid-cols-2">
      <Panel title={t("title")}>
        <Facts
          facts={[
            { label: t("listing"), value: snapshot.listingTitle },
            { label: t("place"), value: `${snapshot.neighbourhood}, ${snapshot.city}` },
            { label: t("address"), value: `${snapshot.addressLine}, ${snapshot.postalCode}` },
            {
              label: t("point"),
              value:
                snapshot.latitude === null || snapshot.longitude === null
                  ? "–"
                  : `${snapshot.latitude.toFixed(5)}, ${snapshot.longitude.toFixed(5)}`,
            },
            { label: t("zone"), value: snapshot.timeZone },
            { label: t("checkIn"), value: formatTimeOfDay(snapshot.checkInFromMinutes, locale) },
            { label: t("checkOut"), value: formatTimeOfDay(snapshot.checkOutByMinutes, locale) },
            { label: t("policy"), value: policies(snapshot.cancellationPolicy) },
            { label: t("note"), value: snapshot.checkInNote || "–" },
          ]}
        />
      </Panel>
      <Panel title={t("rules")}>
        <JsonText value={snapshot.houseRules} label={t("rules")} />
      </Panel>
    </div>
  );
}
