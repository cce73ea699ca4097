import { z } from "zod";
import { quoteContract } from "@/server/modules/pricing/contract";

const detailsContract = z.object({ quote: quoteContract.pick({ quoteId: true, total: true }) });

/** The quote that came with a refusal, when a price changed or ran out. */
export function readNewQuote(details: unknown): z.output<typeof detailsContract>["quote"] | undefined {
  const read = detailsContract.safeParse(details);
  return read.success ? read.data.quote : undefined;
}
