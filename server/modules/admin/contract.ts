/**
 * Contracts of the operator's side. Every procedure here asks for a standing operator grant. Longer than the usual file,
 * because the pages share the same rows: bookings, events and people stand in lists, on pages and in what is found.
 */
import { z } from "zod";
import { analyticsOverviewContract, OVERVIEW_DAYS_MAX } from "@/server/modules/analytics/contract";
import { BOOKING_STATUS_VALUES, bookingSnapshotContract } from "@/server/modules/bookings/contract";
import { ledgerTransactionContract } from "@/server/modules/payments/contract";
import { quoteContract, quoteLineContract } from "@/server/modules/pricing/contract";
import {
  cursorContract,
  idContract,
  localDateContract,
  moneyContract,
  pageContract,
  partyContract,
  stayContract,
  textContract,
} from "@/server/primitives/contracts";

const LIMIT_MAX = 100;
const paging = { cursor: cursorContract, limit: z.int().min(1).max(LIMIT_MAX).default(50) };
/** Why an operator does something; kept in the audit log. */
export const reasonContract = textContract(500, 3);

const personRef = z.object({ personId: idContract("person"), name: z.string() });
const listingRef = z.object({ listingId: idContract("listing"), title: z.string() });

// --- events and consumers

export const consumerContract = z.object({
  consumer: z.string(),
  topics: z.array(z.string()),
  partitionCount: z.int(),
  /** Events it has not passed yet, and the age of the oldest in seconds. */
  lagEvents: z.int(),
  lagSeconds: z.int(),
  retries: z.int(),
  dead: z.int(),
  handledCount: z.int(),
  paused: z.boolean(),
  updatedAt: z.date().nullable(),
  /** Events of its topics in the last hour, by five minutes, the latest last. */
  lastHour: z.array(z.int()),
  /** The worst lag of each quarter of an hour of the last day, the latest last; absent where nothing was noted. */
  lagDay: z.array(z.object({ at: z.date(), events: z.int(), seconds: z.int() })),
});
export type ConsumerView = z.output<typeof consumerContract>;
export const consumersOutput = z.object({
  consumers: z.array(consumerContract),
  /** Written, but not given a place by the relay yet. */
  unplacedCount: z.int(),
  eventsPerSecond: z.number(),
  /** Scheduled jobs that have run, with how the last run went. */
  jobs: z.array(
    z.object({
      job: z.string(),
      startedAt: z.date().nullable(),
      finishedAt: z.date().nullable(),
      error: z.string().nullable(),
      outcome: z.unknown(),
    }),
  ),
});
export const consumerInput = z.strictObject({
  consumer: z.string().min(1).max(200),
  reason: reasonContract,
});

export const eventRowContract = z.object({
  eventId: idContract("event"),
  seq: z.int(),
  type: z.string(),
  version: z.int(),
  topic: z.string(),
  key: z.string(),
  partition: z.int(),
  position: z.int().nullable(),
  occurredAt: z.date(),
  placedAt: z.date().nullable(),
});
export type EventRow = z.output<typeof eventRowContract>;
export const CONSUMER_OUTCOMES = [
  "handled",
  "not_interested",
  "passed_over",
  "passed",
  "waiting",
  "paused",
  "retrying",
  "dead",
  "replayed",
  "dropped",
] as const;
/**
 * Where a consumer of the event's topic stands with it. `not_interested`: it does not listen to that type. `passed_over`:
 * it was moved past a made-up past. `passed`: it is past it, and has not said what it listens to.
 */
export const outcomeContract = z.object({
  consumer: z.string(),
  outcome: z.enum(CONSUMER_OUTCOMES),
  attempts: z.int(),
  error: z.string().nullable(),
  /** Next attempt, death or settlement. */
  at: z.date().nullable(),
  /** A handled event's own instant is not kept: it was handled by then, when the consumer's place last moved. */
  handledBy: z.date().nullable(),
});
export const tracedEventContract = eventRowContract.extend({ consumers: z.array(outcomeContract) });
export type TracedEvent = z.output<typeof tracedEventContract>;

export const listEventsInput = z.strictObject({
  type: z.string().max(100).optional(),
  topic: z.string().max(100).optional(),
  /** An aggregate's id. */
  key: z.string().max(200).optional(),
  /** A trace's id, or a whole traceparent. */
  trace: z.string().max(200).optional(),
  /** When it occurred: from this instant on, and before that one. */
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  ...paging,
});
export const listEventsOutput = pageContract(eventRowContract).extend({ types: z.array(z.string()) });
export const readEventInput = z.strictObject({ eventId: idContract("event") });
export const readEventOutput = tracedEventContract.extend({
  trace: z.string(),
  payload: z.unknown(),
  /** The first other events of the same trace. */
  related: z.array(eventRowContract),
});

export const deadEventContract = z.object({
  consumer: z.string(),
  eventId: idContract("event"),
  topic: z.string(),
  key: z.string(),
  type: z.string(),
  attempts: z.int(),
  error: z.string(),
  diedAt: z.date(),
  status: z.enum(["dead", "replayed", "dropped"]),
  settledBy: z.string().nullable(),
  settledAt: z.date().nullable(),
  settledReason: z.string().nullable(),
  /** Events of the same key that wait behind it. */
  waitingBehind: z.int(),
});
export const listDeadEventsInput = z.strictObject({
  status: z.enum(["dead", "replayed", "dropped"]).optional(),
});
export const listDeadEventsOutput = z.object({
  events: z.array(deadEventContract),
  /** Consumers that have dead events, with how many of them in how many keys. */
  consumers: z.array(z.object({ consumer: z.string(), events: z.int(), keys: z.int() })),
});
export const settleDeadEventInput = z.strictObject({
  consumer: z.string().min(1).max(200),
  eventId: idContract("event"),
  reason: reasonContract,
});

/** All dead events of a consumer, or those of one key. */
export const replayDeadEventsInput = z.strictObject({
  consumer: z.string().min(1).max(200),
  key: z.string().min(1).max(200).optional(),
  reason: reasonContract,
});
export const replayDeadEventsOutput = z.object({
  events: z.int(),
  keys: z.int(),
  /** Still dead: more than one call takes up. */
  left: z.int(),
});

// --- webhooks

export const INBOX_STATUSES = ["received", "handled", "ignored", "quarantined", "failed"] as const;
export const inboxRowContract = z.object({
  gatewayEventId: z.string(),
  type: z.string(),
  objectId: z.string(),
  intentId: z.string().nullable(),
  status: z.enum(INBOX_STATUSES),
  attempts: z.int(),
  deliveryCount: z.int(),
  outcome: z.string().nullable(),
  gatewayCreatedAt: z.date(),
  receivedAt: z.date(),
  handledAt: z.date().nullable(),
});
export const listInboxInput = z.strictObject({ status: z.enum(INBOX_STATUSES).optional(), ...paging });
export const listInboxOutput = pageContract(inboxRowContract);

// --- bookings

export const bookingRowContract = z.object({
  bookingId: idContract("booking"),
  code: z.string(),
  status: z.enum(BOOKING_STATUS_VALUES),
  guest: personRef,
  host: personRef,
  listing: listingRef,
  stay: stayContract,
  nightCount: z.int(),
  total: moneyContract,
  channel: z.string(),
  heldAt: z.date(),
  holdExpiresAt: z.date(),
  /** When its status last changed. */
  changedAt: z.date(),
});
export type BookingRow = z.output<typeof bookingRowContract>;
export const listBookingsInput = z.strictObject({
  /** Code, guest's or host's name or e-mail, or listing title. */
  text: textContract(100).optional(),
  statuses: z.array(z.enum(BOOKING_STATUS_VALUES)).max(BOOKING_STATUS_VALUES.length).optional(),
  listingId: idContract("listing").optional(),
  guestId: idContract("person").optional(),
  hostId: idContract("person").optional(),
  ...paging,
});
export const listBookingsOutput = pageContract(bookingRowContract).extend({
  /** All bookings by status, whatever the filter. */
  counts: z.partialRecord(z.enum(BOOKING_STATUS_VALUES), z.int()),
});

export const actionContract = z.object({
  actionId: idContract("action"),
  operator: personRef,
  action: z.string(),
  objectKind: z.string(),
  objectId: z.string(),
  reason: z.string(),
  details: z.record(z.string(), z.unknown()),
  at: z.date(),
});
export type ActionView = z.output<typeof actionContract>;

/** The frozen facts as the row has them: instants are text in JSON. */
export const storedSnapshotContract = bookingSnapshotContract.extend({
  quote: quoteContract.extend({ issuedAt: z.coerce.date(), expiresAt: z.coerce.date() }),
});

export const CENT_HOLDERS = ["held", "host", "roost", "tax", "refund_pending", "guest"] as const;
export const noteBookingInput = z.strictObject({ bookingId: idContract("booking"), reason: reasonContract });
export const readAdminBookingInput = z.strictObject({ bookingId: idContract("booking") });
export const readAdminBookingOutput = z.object({
  booking: bookingRowContract.extend({
    party: partyContract,
    timeZone: z.string(),
    confirmedAt: z.date().nullable(),
    checkedInAt: z.date().nullable(),
    completedAt: z.date().nullable(),
    cancelledAt: z.date().nullable(),
    refund: moneyContract.nullable(),
  }),
  lines: z.array(quoteLineContract),
  hostFee: moneyContract,
  snapshot: storedSnapshotContract,
  transitions: z.array(
    z.object({
      fromStatus: z.enum(BOOKING_STATUS_VALUES).nullable(),
      status: z.enum(BOOKING_STATUS_VALUES),
      actorKind: z.enum(["guest", "host", "operator", "system"]),
      actor: personRef.nullable(),
      reason: z.string(),
      at: z.date(),
    }),
  ),
  payments: z.array(
    z.object({
      paymentId: idContract("payment"),
      status: z.string(),
      amount: moneyContract,
      refunded: moneyContract,
      fee: moneyContract.nullable(),
      cardBrand: z.string().nullable(),
      cardLast4: z.string().nullable(),
      failureCode: z.string().nullable(),
      createdAt: z.date(),
      settledAt: z.date().nullable(),
    }),
  ),
  refunds: z.array(
    z.object({
      refundId: idContract("refund"),
      amount: moneyContract,
      reason: z.string(),
      status: z.string(),
      failure: z.string().nullable(),
      requestedAt: z.date(),
      settledAt: z.date().nullable(),
    }),
  ),
  ledger: z.object({
    transactions: z.array(ledgerTransactionContract),
    /** Sum of all entries; anything but zero is a fault. */
    sum: moneyContract,
    balances: z.array(z.object({ account: z.string(), balanceMinor: z.int() })),
  }),
  /** Who has each cent that the guest paid; the parts sum to `paid` when the books are right. */
  cents: z.object({
    paid: moneyContract,
    holders: z.array(z.object({ holder: z.enum(CENT_HOLDERS), amount: moneyContract })),
    /** What the gateway took; Roost bears it. */
    gatewayFee: moneyContract,
    /** Anything but zero is a fault. */
    unowned: moneyContract,
  }),
  events: z.array(tracedEventContract),
  deliveries: z.array(
    z.object({
      deliveryId: idContract("delivery"),
      eventId: idContract("event"),
      template: z.string(),
      subject: z.string(),
      channel: z.string(),
      recipient: personRef,
      status: z.string(),
      /** Why it was skipped, or what went wrong last. */
      whyNot: z.string().nullable(),
      queuedAt: z.date(),
      sentAt: z.date().nullable(),
    }),
  ),
  references: z.array(z.object({ name: z.string(), value: z.string() })),
  actions: z.array(actionContract),
});
export type AdminBooking = z.output<typeof readAdminBookingOutput>;

// --- people, listings, find

export const personRowContract = z.object({
  personId: idContract("person"),
  name: z.string(),
  email: z.string(),
  emailVerified: z.boolean(),
  isHost: z.boolean(),
  isOperator: z.boolean(),
  suspendedAt: z.date().nullable(),
  memberSince: z.date(),
  bookingCount: z.int(),
  listingCount: z.int(),
});
export const listPeopleInput = z.strictObject({
  text: textContract(100).optional(),
  role: z.enum(["host", "operator"]).optional(),
  ...paging,
});
export const listPeopleOutput = pageContract(personRowContract);

export const listingRowContract = z.object({
  listingId: idContract("listing"),
  title: z.string(),
  status: z.enum(["draft", "published", "paused"]),
  host: personRef,
  city: z.string(),
  neighbourhood: z.string(),
  base: moneyContract.nullable(),
  ratingCenti: z.int().nullable(),
  reviewCount: z.int(),
  bookingCount: z.int(),
  publishedAt: z.date().nullable(),
  createdAt: z.date(),
});
export const listAdminListingsInput = z.strictObject({
  text: textContract(100).optional(),
  status: z.enum(["draft", "published", "paused"]).optional(),
  hostId: idContract("person").optional(),
  ...paging,
});
export const listAdminListingsOutput = pageContract(listingRowContract);

export const findInput = z.strictObject({ text: textContract(100, 1) });
export const findOutput = z.object({
  bookings: z.array(bookingRowContract),
  people: z.array(personRowContract),
  listings: z.array(listingRowContract),
  events: z.array(eventRowContract),
});

export const auditLogInput = z.strictObject({
  operatorId: idContract("person").optional(),
  action: z.string().max(100).optional(),
  ...paging,
});
export const auditLogOutput = pageContract(actionContract);

// --- models

export const modelRowContract = z.object({
  modelId: idContract("model"),
  version: z.int(),
  status: z.enum(["candidate", "live", "retired", "rejected"]),
  seed: z.int(),
  artifactSha256: z.string(),
  artifactBytes: z.int(),
  interactionCount: z.int(),
  listingCount: z.int(),
  guestCount: z.int(),
  interactionsFrom: z.date().nullable(),
  interactionsUntil: z.date().nullable(),
  trainedAt: z.date(),
  trainedMs: z.int(),
  decidedAt: z.date().nullable(),
  reason: z.string(),
  metrics: z.array(
    z.object({ method: z.string(), metric: z.string(), value: z.number(), caseCount: z.int() }),
  ),
});
export type ModelRow = z.output<typeof modelRowContract>;
export const modelsOutput = z.object({
  models: z.array(modelRowContract),
  served: z.object({ lastDay: z.int(), meanMs: z.number().nullable() }),
});
export const promoteModelInput = z.strictObject({ modelId: idContract("model"), reason: reasonContract });

// --- overview

export const adminOverviewInput = z.strictObject({
  days: z.int().min(1).max(OVERVIEW_DAYS_MAX).default(7),
});
export const NEEDS = [
  "dead_events",
  "refund_failed",
  "webhooks_failed",
  "webhooks_waiting",
  "consumer_behind",
  "consumer_paused",
  "ledger_unbalanced",
  "model_ready",
] as const;
export const adminOverviewOutput = z.object({
  analytics: analyticsOverviewContract,
  /** What needs an operator, the most pressing first. `ref` is what to open. */
  needs: z.array(
    z.object({
      kind: z.enum(NEEDS),
      severity: z.enum(["bad", "warn", "info"]),
      count: z.int(),
      subject: z.string(),
      since: z.date().nullable(),
      ref: z.string().nullable(),
    }),
  ),
  bus: consumersOutput.extend({ deadCount: z.int() }),
  inbox: z.object({
    waiting: z.int(),
    failed: z.int(),
    quarantined: z.int(),
    oldestWaitingAt: z.date().nullable(),
    lastReceivedAt: z.date().nullable(),
  }),
  money: z.object({
    held: moneyContract,
    heldStayCount: z.int(),
    hostPayable: moneyContract,
    taxPayable: moneyContract,
    /** Service fees since the first of the month. */
    feeRevenueMonth: moneyContract,
    refundsPending: moneyContract,
    /** Sum of the whole ledger: zero. */
    ledgerSum: moneyContract,
  }),
  latestBookings: z.array(bookingRowContract),
  /** Nights of today: arrivals and departures of confirmed stays. */
  today: z.object({ day: localDateContract, arrivals: z.int(), departures: z.int(), inHouse: z.int() }),
});
export type AdminOverview = z.output<typeof adminOverviewOutput>;
