import type { z } from "zod";
import type { alternativeStayContract } from "@/server/modules/bookings/contract";
import { isId } from "@/server/primitives/id";
import { isLocalDate } from "@/server/primitives/local-date";
import { isMoney, isRecord } from "./read-details";

export type Alternative = z.output<typeof alternativeStayContract>;

/** The nearest free stays that came with a refusal; none when it brought none. */
export function readAlternatives(details: unknown): readonly Alternative[] {
  const all: unknown = isRecord(details) ? details.alternatives : undefined;
  return Array.isArray(all) && all.every(isAlternative) ? all : [];
}

function isAlternative(value: unknown): value is Alternative {
  if (!isRecord(value) || !isRecord(value.stay)) return false;
  const { checkIn, checkOut } = value.stay;
  return (
    typeof value.listingId === "string" &&
    isId("listing", value.listingId) &&
    typeof checkIn === "string" &&
    isLocalDate(checkIn) &&
    typeof checkOut === "string" &&
    isLocalDate(checkOut) &&
    (value.total === null || isMoney(value.total))
  );
}
