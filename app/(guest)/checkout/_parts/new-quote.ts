import type { Quote } from "@/server/modules/pricing/contract";
import { isMoney, isRecord } from "./read-details";

/** The quote that came with a refusal, when a price changed or ran out. */
export function readNewQuote(details: unknown): Pick<Quote, "quoteId" | "total"> | undefined {
  const quote: unknown = isRecord(details) ? details.quote : undefined;
  if (!isRecord(quote) || typeof quote.quoteId !== "string" || !isMoney(quote.total)) return undefined;
  return { quoteId: quote.quoteId, total: quote.total };
}
