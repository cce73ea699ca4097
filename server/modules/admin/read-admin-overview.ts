import { listDeadEvents } from "@/server/events/dead-events";
import type { AdminOverview } from "@/server/modules/admin/contract";
import { summariseInbox } from "@/server/modules/admin/event-store";
import { bookingRowOf, moneyOf } from "@/server/modules/admin/list-bookings";
import {
  countHeldStays,
  countToday,
  sumAccounts,
  sumFeeRevenueSince,
  summariseFailedRefunds,
} from "@/server/modules/admin/money-store";
import { byUrgency, type Need, needsOfBus, WEBHOOK_WAIT_MS_MAX } from "@/server/modules/admin/rules";
import { listConsumers } from "@/server/modules/admin/run-consumers";
import { listBookingRows } from "@/server/modules/admin/store";
import { readOverview } from "@/server/modules/analytics/read-overview";
import { listModels } from "@/server/modules/recommendations/list-models";
import type { OperatorCtx } from "@/server/platform/context";
import { idFromUuid } from "@/server/primitives/id";
import { firstOfMonth, type LocalDate } from "@/server/primitives/local-date";
import { instantAt } from "@/server/primitives/zoned";

const LATEST_BOOKINGS_MAX = 8;
const DEAD_EVENTS_MAX = 200;

/** Whether the market is well: figures, what needs an operator, bus, webhooks, money, latest bookings. Writes nothing. */
export async function readAdminOverview(ctx: OperatorCtx, input: { days: number }): Promise<AdminOverview> {
  const analytics = await readOverview(ctx, input);
  const { currency, until: day, timeZone } = analytics;
  const [bus, inbox, money, latest, today] = await Promise.all([
    listConsumers(ctx),
    summariseInbox(ctx.db),
    readMoney(ctx, currency, day, timeZone),
    listBookingRows(ctx.db, { rowsMax: LATEST_BOOKINGS_MAX }),
    countToday(ctx.db, day),
  ]);
  const needs = [
    ...(await needsOfConsumers(ctx, bus.consumers)),
    ...(await needsOfMoney(ctx, money.ledgerSum.amountMinor)),
    ...needsOfInbox(inbox, ctx.now),
    ...(await needsOfModels(ctx)),
  ];
  return {
    analytics,
    needs: needs.sort(byUrgency),
    bus: { ...bus, deadCount: bus.consumers.reduce((sum, consumer) => sum + consumer.dead, 0) },
    inbox,
    money,
    latestBookings: latest.map(bookingRowOf),
    today: { day, ...today },
  };
}

async function readMoney(
  ctx: OperatorCtx,
  currency: string,
  day: LocalDate,
  timeZone: string,
): Promise<AdminOverview["money"]> {
  const balances = await sumAccounts(ctx.db, currency);
  const credit = (account: string) => moneyOf(-(balances.get(account) ?? 0), currency);
  const monthFrom = instantAt(firstOfMonth(day), 0, timeZone);
  return {
    held: credit("held_funds"),
    heldStayCount: await countHeldStays(ctx.db),
    hostPayable: credit("host_payable"),
    taxPayable: credit("tax_payable"),
    feeRevenueMonth: moneyOf(await sumFeeRevenueSince(ctx.db, currency, monthFrom), currency),
    refundsPending: credit("refunds_payable"),
    ledgerSum: moneyOf(
      [...balances.values()].reduce((sum, balance) => sum + balance, 0),
      currency,
    ),
  };
}

async function needsOfConsumers(
  ctx: OperatorCtx,
  consumers: AdminOverview["bus"]["consumers"],
): Promise<Need[]> {
  const dead = await listDeadEvents(ctx.db, { status: "dead", max: DEAD_EVENTS_MAX });
  // Latest first, so the oldest of each consumer is the one that stays.
  const deadSince = new Map(dead.map((row) => [row.consumer, { at: row.diedAt, eventId: row.eventId }]));
  return needsOfBus({ consumers, deadSince });
}

async function needsOfMoney(ctx: OperatorCtx, ledgerSumMinor: number): Promise<Need[]> {
  const refunds = await summariseFailedRefunds(ctx.db);
  const needs: Need[] = [];
  if (refunds.count > 0) {
    needs.push({
      kind: "refund_failed",
      severity: "bad",
      count: refunds.count,
      subject: "",
      since: refunds.since,
      ref: refunds.bookingUuid && idFromUuid("booking", refunds.bookingUuid),
    });
  }
  if (ledgerSumMinor !== 0) {
    needs.push({
      kind: "ledger_unbalanced",
      severity: "bad",
      count: 1,
      subject: String(ledgerSumMinor),
      since: null,
      ref: null,
    });
  }
  return needs;
}

function needsOfInbox(inbox: AdminOverview["inbox"], now: Date): Need[] {
  const needs: Need[] = [];
  const failed = inbox.failed + inbox.quarantined;
  if (failed > 0) {
    needs.push({
      kind: "webhooks_failed",
      severity: "bad",
      count: failed,
      subject: "",
      since: null,
      ref: null,
    });
  }
  const { oldestWaitingAt } = inbox;
  if (oldestWaitingAt && now.getTime() - oldestWaitingAt.getTime() > WEBHOOK_WAIT_MS_MAX) {
    needs.push({
      kind: "webhooks_waiting",
      severity: "warn",
      count: inbox.waiting,
      subject: "",
      since: oldestWaitingAt,
      ref: null,
    });
  }
  return needs;
}

async function needsOfModels(ctx: OperatorCtx): Promise<Need[]> {
  const { models } = await listModels(ctx);
  const live = models.find((model) => model.status === "live");
  const ready = models.find((model) => model.status === "candidate" && model.version > (live?.version ?? 0));
  if (!ready) return [];
  return [
    {
      kind: "model_ready",
      severity: "info",
      count: 1,
      subject: String(ready.version),
      since: ready.trainedAt,
      ref: ready.modelId,
    },
  ];
}
