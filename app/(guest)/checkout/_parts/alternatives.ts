import { z } from "zod";
import { alternativeStayContract } from "@/server/modules/bookings/contract";

const detailsContract = z.object({ alternatives: z.array(alternativeStayContract) });
export type Alternative = z.output<typeof alternativeStayContract>;

/** The nearest free stays that came with a refusal; none when it brought none. */
export function readAlternatives(details: unknown): readonly Alternative[] {
  const read = detailsContract.safeParse(details);
  return read.success ? read.data.alternatives : [];
}
