import { useTranslations } from "next-intl";
import { Facts, Panel } from "@/app/_ui/panel";
import type { AdminBooking } from "@/server/modules/admin/contract";
import { JsonText } from "../../../_parts/json-text";

const MINUTES_PER_HOUR = 60;

/** "15:00" of minutes after midnight. */
function clockOf(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(minutes / MINUTES_PER_HOUR))}:${two(minutes % MINUTES_PER_HOUR)}`;
}

/** The facts that were frozen into the booking, and the whole of them as stored. */
export function SnapshotTab({ snapshot }: { snapshot: AdminBooking["snapshot"] }) {
  const t = useTranslations("admin.booking.snapshot");
  const policies = useTranslations("quote.policies");
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
            { label: t("checkIn"), value: clockOf(snapshot.checkInFromMinutes) },
            { label: t("checkOut"), value: clockOf(snapshot.checkOutByMinutes) },
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
