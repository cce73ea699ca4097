import { useTranslations } from "next-intl";
import { StatusTag } from "@/app/_ui/status-tag";
import type { Tone } from "@/app/_ui/tag";
import type { WEBHOOK_STATUSES } from "@/server/modules/integrations/contract";

type Status = (typeof WEBHOOK_STATUSES)[number];
const tones: Record<Status, Tone> = { waiting: "blue", delivered: "green", given_up: "red" };

/** The state of a webhook. */
export function WebhookTag({ status }: { status: Status }) {
  const t = useTranslations("admin.integrations.status");
  return <StatusTag tone={tones[status]}>{t(status)}</StatusTag>;
}
