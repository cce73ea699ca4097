import { useTranslations } from "next-intl";
import { StatusTag } from "@/app/_ui/status-tag";

const tones = { draft: "neutral", published: "green", paused: "amber" } as const;

/** The state of a home on the market. */
export function ListingTag({ status }: { status: keyof typeof tones }) {
  const t = useTranslations("admin.listings.status");
  return <StatusTag tone={tones[status]}>{t(status)}</StatusTag>;
}
