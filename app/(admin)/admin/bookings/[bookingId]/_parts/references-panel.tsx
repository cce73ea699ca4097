import { useTranslations } from "next-intl";
import { CopyButton } from "@/app/_ui/copy-button";
import { shortId } from "@/app/_ui/format/figures";
import { Panel } from "@/app/_ui/panel";
import type { AdminBooking } from "@/server/modules/admin/contract";

const NAMES = ["quote", "payment_intent", "charge", "refund"] as const;

/** Ids that other systems know the booking by. */
export function ReferencesPanel({ data }: { data: AdminBooking }) {
  const t = useTranslations("admin.booking.references");
  const all = [
    { label: t("booking"), value: data.booking.bookingId },
    ...data.references.map(({ name, value }) => {
      const known = NAMES.find((one) => one === name);
      return { label: known ? t(known) : name, value };
    }),
  ];
  return (
    <Panel title={t("title")}>
      <dl className="grid gap-1">
        {all.map(({ label, value }) => (
          <div key={`${label}-${value}`} className="flex min-h-8 items-center gap-2">
            <dt className="me-auto text-ink-2">{label}</dt>
            <dd className="flex min-w-0 items-center gap-1">
              <span title={value} className="truncate font-mono text-xs">
                {shortId(value)}
              </span>
              <CopyButton text={value} />
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
