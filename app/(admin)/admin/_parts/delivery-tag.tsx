import { useTranslations } from "next-intl";
import { StatusTag } from "@/app/_ui/status-tag";
import type { Tone } from "@/app/_ui/tag";
import { DELIVERY_STATUS_VALUES } from "@/server/modules/notifications/contract";

const tones: Record<(typeof DELIVERY_STATUS_VALUES)[number], Tone> = {
  queued: "blue",
  sent: "green",
  skipped: "neutral",
  failed: "red",
};

/** The state of a letter. */
export function DeliveryTag({ status }: { status: string }) {
  const t = useTranslations("admin.notifications.status");
  const known = DELIVERY_STATUS_VALUES.find((one) => one === status);
  return known ? <StatusTag tone={tones[known]}>{t(known)}</StatusTag> : <span>{status}</span>;
}
