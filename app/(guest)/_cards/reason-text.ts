import type { useTranslations } from "next-intl";
import type { ListingCardView } from "@/server/modules/search/contract";

/** Why a home stands where it stands, in words; nothing when it has no reason or one that this catalogue does not know. */
export function reasonText(
  reason: ListingCardView["reason"],
  t: ReturnType<typeof useTranslations<"search.reasons">>,
): string | undefined {
  if (!reason) return undefined;
  // Codes come from the server; the catalogue follows them.
  const code = reason.code as Parameters<typeof t>[0];
  return t.has(code) ? t(code, reason.values as never) : undefined;
}
