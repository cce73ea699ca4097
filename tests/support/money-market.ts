/** A test market with the payment gateway in memory, and the steps from a hold to a settled booking. */
import type { Consumer } from "@/server/events/define-consumer";
import { relay } from "@/server/events/relay";
import { runConsumers } from "@/server/events/run-consumer";
import { settleBookingOnPaymentSucceeded } from "@/server/modules/bookings/consumers/settle-booking-on-payment-succeeded";
import { sendRefundOnRefundRequested } from "@/server/modules/payments/consumers/send-refund-on-refund-requested";
import { handleStripeInbox } from "@/server/modules/payments/handle-stripe-inbox";
import { type CentOwners, computeCentOwners } from "@/server/modules/payments/ledger/entries";
import { receiveWebhook } from "@/server/modules/payments/receive-webhook";
import { startPayment } from "@/server/modules/payments/start-payment";
import type { LedgerAccount } from "@/server/modules/payments/tables";
import type { GuestCtx, SystemCtx } from "@/server/platform/context";
import { type FakePaymentGateway, fakePaymentGateway } from "@/server/platform/fakes/payment-gateway";
import { type BookingId, idFromUuid, type ListingId, type PersonId, uuidOf } from "@/server/primitives/id";
import type { Stay } from "@/server/primitives/stay";
import { holdStayOf } from "@/tests/support/bookings";
import { type Market, openMarket } from "@/tests/support/market";

export const MONEY_CONSUMERS: readonly Consumer[] = [
  settleBookingOnPaymentSucceeded,
  sendRefundOnRefundRequested,
];
const WIDE = { recordsMax: 10_000, msMax: 20_000 };

export interface StayWanted {
  readonly listingId?: ListingId;
  readonly stay?: Stay;
  readonly guestId?: PersonId;
  /** When the guest holds it. */
  readonly now?: Date;
}
export interface StayHad {
  readonly bookingId: BookingId;
  readonly listingId: ListingId;
  readonly hostId: PersonId;
  readonly guest: GuestCtx;
  readonly intentId: string;
  readonly totalMinor: number;
}
export interface MoneyMarket extends Market {
  readonly gateway: FakePaymentGateway;
  systemAt(now: Date): SystemCtx;
  guestAt(personId: PersonId, now: Date): GuestCtx;
  /** Holds a stay, starts its payment and confirms it at the gateway; nothing has told the market yet. */
  holdAndPay(wanted?: StayWanted & { paidAt?: Date }): Promise<StayHad>;
  /** Delivers every webhook so far and lets relay and consumers work until nothing waits. */
  settle(now: Date): Promise<void>;
  /** Who holds each cent of a booking, from its ledger entries. */
  centsOf(bookingId: BookingId): Promise<CentOwners>;
  /** Holds, pays and settles. */
  bookStay(wanted?: StayWanted): Promise<StayHad>;
}

export async function openMoneyMarket(): Promise<MoneyMarket> {
  const plain = await openMarket();
  let gatewayNow = plain.now;
  const gateway = fakePaymentGateway({ now: () => gatewayNow });
  const ports = Object.defineProperty({} as never, "payments", { value: gateway });
  let delivered = 0;

  const systemAt = (now: Date) => plain.systemCtx({ now, ports });
  const guestAt = (personId: PersonId, now: Date) => plain.guestCtx(personId, { now, ports });

  async function settle(now: Date): Promise<void> {
    const ctx = systemAt(now);
    for (let round = 0; round < 4; round += 1) {
      for (const event of gateway.events.slice(delivered)) await receiveWebhook(ctx, event);
      delivered = gateway.events.length;
      await handleStripeInbox(ctx, WIDE);
      await relay(ctx, WIDE);
      await runConsumers(ctx, MONEY_CONSUMERS, { bounds: WIDE, concurrency: 1 });
    }
  }

  async function holdAndPay(wanted: StayWanted & { paidAt?: Date } = {}): Promise<StayHad> {
    const now = wanted.now ?? plain.now;
    const listingId = wanted.listingId ?? (await plain.addListing()).listingId;
    const guest = guestAt(wanted.guestId ?? (await plain.addPerson()), now);
    const held = await holdStayOf(guest, { listingId, ...(wanted.stay ? { stay: wanted.stay } : {}) });
    const { intentId } = await startPayment(guest, { bookingId: held.bookingId });
    gatewayNow = wanted.paidAt ?? now;
    gateway.confirm(intentId);
    const { hostId } = await hostOf(plain, listingId);
    return { ...held, listingId, hostId, guest, intentId };
  }

  return Object.assign(plain, {
    gateway,
    systemAt,
    guestAt,
    settle,
    holdAndPay,
    async centsOf(bookingId: BookingId) {
      const rows = await plain.query<{ account: LedgerAccount; minor: number; kind: string }>(
        `select e.account, e.amount_minor::int as minor, t.kind from ledger_entries e
         join ledger_transactions t on t.id = e.transaction_id where e.booking_id = $1`,
        [uuidOf(bookingId)],
      );
      return computeCentOwners(
        rows.map(({ account, minor, kind }) => ({ account, amountMinor: minor, kind })),
      );
    },
    async bookStay(wanted: StayWanted = {}) {
      const had = await holdAndPay(wanted);
      await settle(wanted.now ?? plain.now);
      return had;
    },
  });
}

async function hostOf(market: Market, listingId: ListingId): Promise<{ hostId: PersonId }> {
  const rows = await market.query<{ host_id: string }>("select host_id from listings where id = $1", [
    uuidOf(listingId),
  ]);
  return { hostId: idFromUuid("person", rows[0]?.host_id ?? "") };
}
