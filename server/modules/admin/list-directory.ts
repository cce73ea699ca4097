import type { z } from "zod";
import type {
  auditLogInput,
  auditLogOutput,
  listAdminListingsInput,
  listAdminListingsOutput,
  listInboxInput,
  listInboxOutput,
  listingRowContract,
  listPeopleInput,
  listPeopleOutput,
} from "@/server/modules/admin/contract";
import { listInboxRows } from "@/server/modules/admin/event-store";
import { moneyOf } from "@/server/modules/admin/list-bookings";
import { readInstantCursor } from "@/server/modules/admin/page-cursor";
import { listActions, listListingRows, listPeopleRows } from "@/server/modules/admin/store";
import type { OperatorCtx } from "@/server/platform/context";
import { uuidOf } from "@/server/primitives/id";
import { divideRoundHalfUp } from "@/server/primitives/money";
import { type Page, toPage } from "@/server/primitives/page";

/** People of the market, latest first. Writes nothing. */
export async function listPeople(
  ctx: OperatorCtx,
  input: z.output<typeof listPeopleInput>,
): Promise<z.output<typeof listPeopleOutput>> {
  const { cursor, limit, ...filter } = input;
  const after = readInstantCursor(cursor);
  const rows = await listPeopleRows(ctx.db, { ...filter, after, rowsMax: limit + 1 });
  return plain(toPage(rows, limit, (last) => ({ at: last.memberSince, id: uuidOf(last.personId) })));
}

/** Homes of the market in any state, latest first. Writes nothing. */
export async function listListings(
  ctx: OperatorCtx,
  input: z.output<typeof listAdminListingsInput>,
): Promise<z.output<typeof listAdminListingsOutput>> {
  const { cursor, limit, ...filter } = input;
  const after = readInstantCursor(cursor);
  const rows = await listListingRows(ctx.db, { ...filter, after, rowsMax: limit + 1 });
  const page = toPage(rows, limit, (last) => ({ at: last.createdAt, id: uuidOf(last.listingId) }));
  return plain({ ...page, items: page.items.map(listingRowOf) });
}

export function listingRowOf(
  row: Awaited<ReturnType<typeof listListingRows>>[number],
): z.output<typeof listingRowContract> {
  const { baseMinor, currency, ratingSumCenti, reviewCount, ...rest } = row;
  return {
    ...rest,
    base: baseMinor === null ? null : moneyOf(baseMinor, currency),
    ratingCenti: reviewCount > 0 ? divideRoundHalfUp(ratingSumCenti, reviewCount) : null,
    reviewCount,
  };
}

/** What operators did, latest first. Writes nothing. */
export async function readAuditLog(
  ctx: OperatorCtx,
  input: z.output<typeof auditLogInput>,
): Promise<z.output<typeof auditLogOutput>> {
  const { cursor, limit, ...filter } = input;
  const rows = await listActions(ctx.db, { ...filter, after: readInstantCursor(cursor), rowsMax: limit + 1 });
  return plain(toPage(rows, limit, (last) => ({ at: last.at, id: uuidOf(last.actionId) })));
}

/** Webhooks as they came in, latest first. Writes nothing. */
export async function listInbox(
  ctx: OperatorCtx,
  input: z.output<typeof listInboxInput>,
): Promise<z.output<typeof listInboxOutput>> {
  const { cursor, limit, status } = input;
  const rows = await listInboxRows(ctx.db, { status, after: readInstantCursor(cursor), rowsMax: limit + 1 });
  return plain(toPage(rows, limit, (last) => ({ at: last.receivedAt, id: last.gatewayEventId })));
}

/** A page as contracts have it: a mutable list, and no cursor at the end. */
function plain<T>(page: Page<T>): { items: T[]; nextCursor?: string } {
  return {
    items: [...page.items],
    ...(page.nextCursor === undefined ? {} : { nextCursor: page.nextCursor }),
  };
}
