"use client";
import { useTranslations } from "next-intl";

/** What a client sees of a failed call; the shape of `server/trpc/error-format.ts`. */
type Failed = { data?: { refusal?: string | null; requestId?: string | null } | null | undefined };

/** The sentence for a failed call: the refusal's own, or that something failed here, with its reference. */
export function useRefusalText(): (error: Failed) => string {
  const t = useTranslations("errors");
  return ({ data }) => {
    const code = data?.refusal ?? "unreachable";
    // Codes come from the server's catalogue, which the messages follow; a new one still gets a sentence.
    const key = `refusals.${code}` as Parameters<typeof t>[0];
    return t.has(key) ? t(key) : t("refusals.internal_error", { reference: data?.requestId ?? "–" });
  };
}
