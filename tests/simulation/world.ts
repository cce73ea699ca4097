/**
 * A market of random guests, hosts and operators, with a clock of its own, webhooks that are lost, repeated and late,
 * clocks that differ by minutes, and processes that die between any two steps. Everything follows from the seed.
 */
import type { Consumer } from "@/server/events/define-consumer";
import { relay } from "@/server/events/relay";
import { runConsumers } from "@/server/events/run-consumer";
import { recordFactsOnEvents } from "@/server/modules/analytics/consumers/record-facts-on-events";
import { advanceStays } from "@/server/modules/bookings/advance-stays";
import { cancelBooking, previewCancellation } from "@/server/modules/bookings/cancel-booking";
import { expireHolds } from "@/server/modules/bookings/expire-holds";
import { hold } from "@/server/modules/bookings/hold";
import { blockNights, openNights } from "@/server/modules/calendar/block-nights";
import { handleStripeInbox } from "@/server/modules/payments/handle-stripe-inbox";
import { receiveWebhook } from "@/server/modules/payments/receive-webhook";
import { releaseFunds } from "@/server/modules/payments/release-funds";
import { startPayment } from "@/server/modules/payments/start-payment";
import { syncPayments } from "@/server/modules/payments/sync-payments";
import { savePrices } from "@/server/modules/pricing/host-prices";
import { quote } from "@/server/modules/pricing/quote";
import { refreshDocumentsOnChanges } from "@/server/modules/search/consumers/refresh-documents-on-changes";
import { SettableClock } from "@/server/platform/clock";
import type { GuestCtx, SystemCtx } from "@/server/platform/context";
import { type FakePaymentGateway, fakePaymentGateway } from "@/server/platform/fakes/payment-gateway";
import { type GatewayEvent, GatewayUnavailable } from "@/server/platform/ports";
import type { BookingId, ListingId, PersonId } from "@/server/primitives/id";
import { addDays } from "@/server/primitives/local-date";
import { Refusal } from "@/server/primitives/refusal";
import type { Stay } from "@/server/primitives/stay";
import { addMs, DAY_MS, dateAt, HOUR_MS, MINUTE_MS } from "@/server/primitives/zoned";
import { Crash, crashyDb, crashyGateway } from "@/tests/simulation/crashes";
import { type Chance, chanceOf } from "@/tests/simulation/random";
import type { Market } from "@/tests/support/market";
import { MONEY_CONSUMERS } from "@/tests/support/money-market";

const ZONE = "America/New_York";
const WIDE = { recordsMax: 2_000, msMax: 20_000 };
const CONSUMERS: readonly Consumer[] = [...MONEY_CONSUMERS, refreshDocumentsOnChanges, recordFactsOnEvents];
const CRASH_PROBABILITY = 0.02;
const SKEW_MS_MAX = 5 * MINUTE_MS;
const WEBHOOK_DAYS_MAX = 3;

interface Home {
  readonly listingId: ListingId;
  readonly hostId: PersonId;
}
interface Held {
  readonly bookingId: BookingId;
  readonly guestId: PersonId;
  readonly hostId: PersonId;
  intentId?: string;
}

export interface Tally {
  readonly done: Map<string, number>;
  readonly refused: Map<string, number>;
  crashes: number;
}

export class World {
  readonly chance: Chance;
  readonly clock: SettableClock;
  readonly gateway: FakePaymentGateway;
  readonly tally: Tally = { done: new Map(), refused: new Map(), crashes: 0 };
  readonly #homes: Home[] = [];
  readonly #guests: PersonId[] = [];
  readonly #held: Held[] = [];
  readonly #undelivered: { event: GatewayEvent; from: Date }[] = [];
  #operator: PersonId | undefined;
  #seen = 0;

  constructor(
    private readonly market: Market,
    seed: number,
  ) {
    this.chance = chanceOf(seed);
    this.clock = new SettableClock(market.now);
    this.gateway = fakePaymentGateway({ now: () => this.clock.now() });
  }

  async settleIn(homes: number, guests: number): Promise<void> {
    for (let index = 0; index < homes; index += 1)
      this.#homes.push(
        await this.market.addListing({
          listing: {
            cancellationPolicy: (["flexible", "moderate", "strict"] as const)[index % 3] ?? "moderate",
          },
          rules: { preparationNights: index % 4 === 3 ? 1 : 0 },
        }),
      );
    for (let index = 0; index < guests; index += 1) this.#guests.push(await this.market.addPerson());
    this.#operator = await this.market.addOperator();
  }

  /** One random thing happens. Refusals and crashes are part of life; anything else is a bug and ends the run. */
  async step(): Promise<void> {
    const acts: readonly [number, string, () => Promise<void>][] = [
      [22, "hold", () => this.#holdSomething()],
      [16, "start", () => this.#startPayment()],
      [16, "confirm", () => this.#confirmPayment()],
      [3, "cancel", () => this.#cancelSomething()],
      [3, "block", () => this.#blockOrOpen()],
      [2, "prices", () => this.#changePrices()],
      [14, "webhooks", () => this.#deliverSome()],
      [14, "jobs", () => this.#runSomeJob()],
      [7, "time", async () => this.#letTimePass()],
    ];
    const total = acts.reduce((sum, [weight]) => sum + weight, 0);
    let at = this.chance.below(total);
    const act = acts.find(([weight]) => {
      at -= weight;
      return at < 0;
    });
    if (act) await this.#attempt(act[1], act[2]);
    this.#collectWebhooks();
  }

  async #attempt(name: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.#count(this.tally.done, name);
    } catch (error) {
      if (error instanceof Refusal) this.#count(this.tally.refused, `${name}: ${error.code}`);
      else if (hasCrashed(error)) this.tally.crashes += 1;
      else throw error;
    }
  }

  #count(into: Map<string, number>, name: string): void {
    into.set(name, (into.get(name) ?? 0) + 1);
  }

  /** Each process has its own idea of the time, minutes off. */
  #skewedNow(): Date {
    return addMs(this.clock.now(), this.chance.below(2 * SKEW_MS_MAX) - SKEW_MS_MAX);
  }

  #ports(crashy: boolean) {
    const gateway = crashy ? crashyGateway(this.gateway, this.chance, CRASH_PROBABILITY) : this.gateway;
    return Object.defineProperty({} as never, "payments", { value: gateway });
  }

  #guestCtx(personId: PersonId): GuestCtx {
    const db = crashyDb(this.market.db, this.chance, CRASH_PROBABILITY);
    return this.market.guestCtx(personId, { now: this.#skewedNow(), db, ports: this.#ports(true) });
  }

  #systemCtx(crashy: boolean): SystemCtx {
    const db = crashy ? crashyDb(this.market.db, this.chance, CRASH_PROBABILITY) : this.market.db;
    const now = crashy ? this.#skewedNow() : this.clock.now();
    return this.market.systemCtx({ now, db, ports: this.#ports(crashy) });
  }

  #randomStay(): Stay {
    const from = addDays(dateAt(this.clock.now(), ZONE), this.chance.below(25));
    const nights = this.chance.hits(0.05) ? 28 + this.chance.below(10) : 1 + this.chance.below(6);
    return { checkIn: from, checkOut: addDays(from, nights) };
  }

  async #holdSomething(): Promise<void> {
    const [home, guestId] = [this.chance.pick(this.#homes), this.chance.pick(this.#guests)];
    if (!home || !guestId) return;
    const ctx = this.#guestCtx(guestId);
    const party = { adults: 1 + this.chance.below(3), children: 0, infants: 0, pets: 0 };
    const { quoteId } = await quote(ctx, { listingId: home.listingId, stay: this.#randomStay(), party });
    const { bookingId } = await hold({ ...ctx, now: this.#skewedNow() }, { quoteId });
    if (!this.#held.some((held) => held.bookingId === bookingId))
      this.#held.push({ bookingId, guestId, hostId: home.hostId });
  }

  async #startPayment(): Promise<void> {
    const held = this.chance.pick(this.#held.slice(-3));
    if (!held) return;
    const { intentId } = await startPayment(this.#guestCtx(held.guestId), { bookingId: held.bookingId });
    held.intentId = intentId;
  }

  /** Sooner or much later, with a card that may be declined, ask for a step, or take its time. */
  async #confirmPayment(): Promise<void> {
    const held = this.chance.pick(this.#held.filter((each) => each.intentId !== undefined).slice(-6));
    if (!held?.intentId) return;
    const intent = this.gateway.intents.get(held.intentId);
    if (!intent || intent.status === "succeeded" || intent.status === "canceled") return;
    if (intent.status === "processing" || intent.status === "requires_action")
      this.gateway.complete(held.intentId);
    else {
      const fate = this.chance.pick([
        "succeeds",
        "succeeds",
        "succeeds",
        "declines",
        "requires_action",
        "processing",
      ] as const);
      this.gateway.confirm(held.intentId, fate ?? "succeeds");
    }
  }

  async #cancelSomething(): Promise<void> {
    const paid = this.#held.filter(
      (each) => this.gateway.intents.get(each.intentId ?? "")?.status === "succeeded",
    );
    const held = this.chance.pick(this.chance.hits(0.7) ? paid.slice(-6) : this.#held);
    if (!held) return;
    const who = this.chance.pick([held.guestId, held.guestId, held.hostId, this.#operator]);
    if (!who) return;
    const ctx = this.#guestCtx(who);
    const actor = { ...ctx.actor, isOperator: who === this.#operator };
    const { refund } = await previewCancellation({ ...ctx, actor }, { bookingId: held.bookingId });
    const later = { ...ctx, actor, now: this.chance.hits(0.2) ? addMs(ctx.now, HOUR_MS) : ctx.now };
    await cancelBooking(later, {
      bookingId: held.bookingId,
      reason: "plans changed",
      expectedRefundMinor: refund.amountMinor,
    });
  }

  async #blockOrOpen(): Promise<void> {
    const home = this.chance.pick(this.#homes);
    if (!home) return;
    const ctx = this.market.hostCtx(home.hostId, { now: this.#skewedNow() });
    const input = { listingId: home.listingId, stay: this.#randomStay() };
    if (this.chance.hits(0.5)) await blockNights(ctx, { ...input, note: "" });
    else await openNights(ctx, input);
  }

  async #changePrices(): Promise<void> {
    const home = this.chance.pick(this.#homes);
    if (!home) return;
    const ctx = this.market.hostCtx(home.hostId, { now: this.#skewedNow() });
    await savePrices(ctx, {
      listingId: home.listingId,
      prices: {
        currency: "USD",
        baseMinor: 5_000 + this.chance.below(20_000),
        weekendMinor: this.chance.hits(0.5) ? 9_000 + this.chance.below(20_000) : null,
        weeklyDiscountBps: this.chance.below(2_000),
        monthlyDiscountBps: this.chance.below(4_000),
        cleaningFeeMinor: this.chance.below(9_000),
        extraGuestFeeMinor: this.chance.below(3_000),
        guestsIncluded: 1 + this.chance.below(3),
        petFeeMinor: 0,
        nightMinMinor: null,
        nightMaxMinor: null,
      },
    });
  }

  /** Some webhooks are lost, some come twice, some take days. */
  #collectWebhooks(): void {
    for (const event of this.gateway.events.slice(this.#seen)) {
      const copies = this.chance.hits(0.2) ? 0 : this.chance.hits(0.25) ? 3 : 1;
      for (let copy = 0; copy < copies; copy += 1) {
        const waitMs = this.chance.hits(0.2)
          ? this.chance.below(WEBHOOK_DAYS_MAX * DAY_MS)
          : this.chance.below(MINUTE_MS);
        this.#undelivered.push({ event, from: addMs(this.clock.now(), waitMs) });
      }
    }
    this.#seen = this.gateway.events.length;
  }

  async #deliverSome(): Promise<void> {
    const now = this.clock.now();
    for (let index = this.#undelivered.length - 1; index >= 0; index -= 1) {
      const waiting = this.#undelivered[index];
      if (!waiting || waiting.from > now || this.chance.hits(0.3)) continue;
      this.#undelivered.splice(index, 1);
      await receiveWebhook(this.#systemCtx(true), waiting.event);
    }
    await handleStripeInbox(this.#systemCtx(true), WIDE);
  }

  async #runSomeJob(): Promise<void> {
    const ctx = this.#systemCtx(true);
    const jobs = [
      () => relay(ctx, WIDE),
      () => runConsumers(ctx, CONSUMERS, { bounds: WIDE, concurrency: 1 }),
      () => runConsumers(ctx, CONSUMERS, { bounds: WIDE, concurrency: 1 }),
      () => expireHolds(ctx, WIDE),
      () => advanceStays(ctx, WIDE),
      () => releaseFunds(ctx, WIDE),
      () => syncPayments(ctx, WIDE),
    ];
    await this.chance.pick(jobs)?.();
  }

  #letTimePass(): void {
    const wait = this.chance.pick([2 * MINUTE_MS, 7 * MINUTE_MS, 16 * MINUTE_MS, 5 * HOUR_MS, DAY_MS]);
    this.clock.advance(wait ?? MINUTE_MS);
  }

  /** Nobody does anything any more: the jobs alone bring the market to rest, through the last stay and beyond. */
  async comeToRest(): Promise<void> {
    const waits = [
      6 * MINUTE_MS,
      20 * MINUTE_MS,
      HOUR_MS,
      6 * HOUR_MS,
      DAY_MS,
      DAY_MS,
      3 * DAY_MS,
      ...Array.from({ length: 20 }, () => 5 * DAY_MS),
    ];
    for (const wait of waits) {
      this.clock.advance(wait);
      // The leases of dead processes end by the machine's own clock, which simulated time does not move.
      await this.market.query("update consumer_positions set leased_until = null, lease_token = null");
      await this.#runAllJobs();
      await this.#runAllJobs();
    }
    this.clock.advance(20 * MINUTE_MS);
  }

  async #runAllJobs(): Promise<void> {
    const ctx = this.#systemCtx(false);
    await handleStripeInbox(ctx, WIDE);
    await syncPayments(ctx, WIDE);
    await relay(ctx, WIDE);
    await runConsumers(ctx, CONSUMERS, { bounds: WIDE, concurrency: 1 });
    await expireHolds(ctx, WIDE);
    await advanceStays(ctx, WIDE);
    await releaseFunds(ctx, WIDE);
    await relay(ctx, WIDE);
    await runConsumers(ctx, CONSUMERS, { bounds: WIDE, concurrency: 1 });
  }

  systemCtx(): SystemCtx {
    return this.#systemCtx(false);
  }
}

function hasCrashed(error: unknown): boolean {
  if (error instanceof GatewayUnavailable) return true;
  for (let inner: unknown = error; inner instanceof Error; inner = inner.cause)
    if (inner instanceof Crash) return true;
  return false;
}
