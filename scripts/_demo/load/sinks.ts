import type pg from "pg";
import type { EventDefinition } from "@/server/events/define-event";
import { partitionOf } from "@/server/events/partition";
import { eventLog } from "@/server/events/tables";
import { credentials, hosts, operatorGrants, people } from "@/server/modules/accounts/tables";
import { bookings, bookingTransitions } from "@/server/modules/bookings/tables";
import { calendarBlocks, nightClaims, nightRules, stayRules } from "@/server/modules/calendar/tables";
import { listingPhotos, listings, places } from "@/server/modules/listings/tables";
import {
  heldFunds,
  ledgerEntries,
  ledgerTransactions,
  payments,
  refunds,
} from "@/server/modules/payments/tables";
import { listingPrices, nightPrices, quotes } from "@/server/modules/pricing/tables";
import { reviews } from "@/server/modules/reviews/tables";
import { wishlistItems, wishlists } from "@/server/modules/wishlists/tables";
import { TableCopy } from "./copy";
import type { DemoIds } from "./ids";

const PENDING_BYTES_MAX = 12 * 1024 * 1024;
/** Where events wait until all are known; they are put into the log by time. */
export const STAGED_EVENTS = "demo_events";

/** Every table that the demo fills, parents before children: they are sent in this sequence. */
export function openSinks(client: pg.Client) {
  const sinks = {
    places: new TableCopy(client, places),
    people: new TableCopy(client, people),
    credentials: new TableCopy(client, credentials),
    hosts: new TableCopy(client, hosts),
    operatorGrants: new TableCopy(client, operatorGrants),
    listings: new TableCopy(client, listings),
    listingPhotos: new TableCopy(client, listingPhotos),
    listingPrices: new TableCopy(client, listingPrices),
    nightPrices: new TableCopy(client, nightPrices),
    stayRules: new TableCopy(client, stayRules),
    nightRules: new TableCopy(client, nightRules),
    calendarBlocks: new TableCopy(client, calendarBlocks),
    nightClaims: new TableCopy(client, nightClaims),
    quotes: new TableCopy(client, quotes),
    bookings: new TableCopy(client, bookings),
    bookingTransitions: new TableCopy(client, bookingTransitions),
    payments: new TableCopy(client, payments),
    refunds: new TableCopy(client, refunds),
    heldFunds: new TableCopy(client, heldFunds),
    ledgerTransactions: new TableCopy(client, ledgerTransactions),
    ledgerEntries: new TableCopy(client, ledgerEntries),
    reviews: new TableCopy(client, reviews),
    wishlists: new TableCopy(client, wishlists),
    wishlistItems: new TableCopy(client, wishlistItems),
    events: new TableCopy(client, eventLog, STAGED_EVENTS),
  };
  const all = Object.values(sinks);
  let sending: Promise<void> = Promise.resolve();
  /** Parents first, one after another, behind what is being sent; meanwhile further rows may be made. */
  const send = () => {
    const waiting = all.flatMap((sink) => sink.take() ?? []);
    sending = sending.then(async () => {
      for (const sendOne of waiting) await sendOne();
    });
    // A failure is thrown to whoever awaits next; until then it must not end the process.
    sending.catch(() => undefined);
  };
  return {
    ...sinks,
    /** Sends everything that waits and waits for all of it. */
    async flush(): Promise<void> {
      send();
      await sending;
    },
    /** Sends once enough waits; holds the maker back only while the batch before is still on its way. */
    async ease(): Promise<void> {
      if (all.reduce((sum, sink) => sum + sink.pendingBytes, 0) < PENDING_BYTES_MAX) return;
      await sending;
      send();
    },
    counts(): Record<string, number> {
      return Object.fromEntries(Object.entries(sinks).map(([name, sink]) => [name, sink.rowCount]));
    },
  };
}

export type Sinks = ReturnType<typeof openSinks>;

/** Notes an event of the made-up past, as `publish` would have. */
export class EventNotes {
  #count = 0;

  constructor(
    private readonly sinks: Sinks,
    private readonly ids: DemoIds,
  ) {}

  note<Payload>(event: EventDefinition<Payload>, payload: NoInfer<Payload>, at: Date): void {
    const key = event.keyOf(payload);
    this.#count += 1;
    this.sinks.events.add({
      id: this.ids.of("event", at.getTime(), this.#count),
      topic: event.topic,
      partition: partitionOf(event.topic, key),
      key,
      type: event.type,
      version: event.version,
      payload,
      occurredAt: at,
      trace: "demo",
    });
  }
}
