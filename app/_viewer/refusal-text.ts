"use client";
import { useTranslations } from "next-intl";

/** What a client sees of a failed call; the shape of `server/trpc/error-format.ts`. */
type Failed = { data?: { refusal?: string | null; requestId?: string | null } | null };

/** The sentence for a failed call: the refusal's own, or that something failed here, with its reference. */
export function useRefusalText(): (error: unknown) => string {
  const t = useTranslations("errors");
  return (error) => {
    // A call that never reached the server has no data: the connection broke.
    const data = (error as Failed | null)?.data;
    const code = data?.refusal ?? (data ? "internal_error" : "unreachable");
    // Codes come from the server's catalogue, which the messages follow; a new one still gets a sentence.
    const key = `refusals.${code}` as Parameters<typeof t>[0];
    const reference = { reference: data?.requestId ?? "–" };
    return t.has(key) ? t(key, reference) : t("refusals.internal_error", reference);
  };
}
