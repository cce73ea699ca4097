import { notFound } from "next/navigation";
import { serverCaller } from "@/app/_trpc/server";
import { refusalOf } from "@/app/_viewer/refusal-of";
import { type Id, type IdPrefix, isId } from "@/server/primitives/id";
import type { RefusalCode } from "@/server/primitives/refusal";

type Caller = Awaited<ReturnType<typeof serverCaller>>;

const MISSING: ReadonlySet<RefusalCode | undefined> = new Set([
  "not_found",
  "booking_not_found",
  "listing_not_found",
] as const);

/** Reads what a page is about. An id of another kind, or of nothing there is, ends on the segment's `not-found`. */
export async function readOrNotFound<Prefix extends IdPrefix, Output>(
  prefix: Prefix,
  id: string,
  read: (caller: Caller, id: Id<Prefix>) => Promise<Output>,
): Promise<Output> {
  if (!isId(prefix, id)) notFound();
  return orNotFound((caller) => read(caller, id));
}

/** The same where the address names nothing by itself, or has been read before. */
export async function orNotFound<Output>(read: (caller: Caller) => Promise<Output>): Promise<Output> {
  try {
    return await read(await serverCaller());
  } catch (error) {
    if (MISSING.has(refusalOf(error))) notFound();
    throw error;
  }
}
