/** The main job of the market, played once: from signing up to the email about the booking. */
import { randomBytes } from "node:crypto";
import { type Api, apiOf, confirmAtGateway, postAuth, signIn } from "@/scripts/_journey/client";
import { until, waiting } from "@/scripts/_journey/until";
import { monotonicMs, systemClock } from "@/server/platform/clock";
import type { BookingId, ListingId } from "@/server/primitives/id";
import { addDays, type LocalDate, localDate } from "@/server/primitives/local-date";
import type { Money } from "@/server/primitives/money";

export const STEP_NAMES = [
  "sign-up",
  "search",
  "quote",
  "hold",
  "pay",
  "confirm",
  "event",
  "analytics",
  "recommendation",
  "email",
] as const;
export type StepName = (typeof STEP_NAMES)[number];
export interface Step {
  readonly name: StepName;
  readonly ok: boolean;
  readonly ms: number;
  readonly detail: string;
}
export interface JourneyOptions {
  readonly base: string;
  readonly place: string;
  readonly waitMsMax: number;
  readonly operator: { readonly email: string; readonly password: string };
}

const PASSWORD_BYTES = 18;
const PARTY = { adults: 2, children: 0, infants: 0, pets: 0 };
/** Somewhere within these days there is a free stay, also in a market that is well booked. */
const LEAD_DAYS = [23, 45, 9, 72, 101, 138];
const NIGHTS = 3;

interface Stay {
  readonly checkIn: LocalDate;
  readonly checkOut: LocalDate;
}

/** What earlier steps found out for later ones. */
interface Found {
  guest: Api;
  /** The operator's sign-in and what analytics counted before; begun early, so that no step's time holds it. */
  operator: Promise<{ readonly api: Api; readonly bookings: number } | Error>;
  email: string;
  offer: { listingId: ListingId; stay: Stay; total: Money; title: string };
  quoteId: string;
  bookingId: BookingId;
}

/** Plays all steps; the first that fails makes those after it fail unplayed. */
export async function playJourney(options: JourneyOptions, report: (step: Step) => void): Promise<Step[]> {
  const found: Partial<Found> = {};
  const steps: Step[] = [];
  for (const name of STEP_NAMES) {
    const hasFailed = steps.some((step) => !step.ok);
    const step = hasFailed
      ? { name, ok: false, ms: 0, detail: "not played" }
      : await play(name, options, found);
    steps.push(step);
    report(step);
  }
  return steps;
}

async function play(name: StepName, options: JourneyOptions, found: Partial<Found>): Promise<Step> {
  const startedMs = monotonicMs();
  const took = () => Math.round(monotonicMs() - startedMs);
  try {
    const detail = await ACTS[name](options, found as Found);
    return { name, ok: true, ms: took(), detail };
  } catch (error) {
    return { name, ok: false, ms: took(), detail: error instanceof Error ? error.message : String(error) };
  }
}

const ACTS: Record<StepName, (options: JourneyOptions, found: Found) => Promise<string>> = {
  async "sign-up"({ base, operator }, found) {
    found.operator = openOperator(base, operator);
    const email = `journey-${randomBytes(6).toString("hex")}@roost.example`;
    const password = randomBytes(PASSWORD_BYTES).toString("base64url");
    await postAuth(base, "sign-up/email", { name: "Journey", email, password });
    found.guest = apiOf(base, await signIn(base, email, password));
    found.email = email;
    const { me } = await found.guest.accounts.me.query();
    if (me?.email !== email) throw new Error("the market does not know who signed in");
    return email;
  },

  async search({ place }, found) {
    const today = localDate(systemClock.now().toISOString().slice(0, 10));
    for (const lead of LEAD_DAYS) {
      const checkIn = addDays(today, lead);
      const stay = { checkIn, checkOut: addDays(checkIn, NIGHTS) };
      const { items, matchCount } = await found.guest.search.listings.query({ place, stay, party: PARTY });
      const card = items[0];
      if (!card?.total) continue;
      found.offer = { listingId: card.listingId, stay, total: card.total, title: card.title };
      await lookAt(found, place, stay, matchCount);
      return `${matchCount} matches for ${stay.checkIn} to ${stay.checkOut}; ${card.title}`;
    }
    throw new Error(`nothing is free in ${place}`);
  },

  async quote(_options, found) {
    const { listingId, stay, total } = found.offer;
    const quote = await found.guest.pricing.quote.query({ listingId, stay, party: PARTY });
    if (quote.total.amountMinor !== total.amountMinor || quote.total.currency !== total.currency)
      throw new Error(`search said ${told(total)}, the quote says ${told(quote.total)}`);
    found.quoteId = quote.quoteId;
    return `${told(quote.total)} in ${quote.lines.length} lines, as search said`;
  },

  async hold(_options, found) {
    const held = await found.guest.bookings.hold.mutate({ quoteId: found.quoteId, channel: "mobile" });
    found.bookingId = held.bookingId;
    return `${held.bookingId}, held until ${held.holdExpiresAt.toISOString()}`;
  },

  async pay(_options, found) {
    const start = await found.guest.payments.start.mutate({ bookingId: found.bookingId });
    if (start.amount.amountMinor !== found.offer.total.amountMinor)
      throw new Error(`the payment is ${told(start.amount)}, the quote was ${told(found.offer.total)}`);
    const status = await confirmAtGateway(start);
    if (status !== "succeeded" && status !== "processing" && status !== "requires_capture")
      throw new Error(`the payment gateway says ${status}`);
    return `${told(start.amount)}, ${status} at ${start.apiBase}`;
  },

  confirm: ({ waitMsMax }, found) =>
    until(waitMsMax, async () => {
      const booking = await found.guest.bookings.read.query({ bookingId: found.bookingId });
      return booking.status === "confirmed"
        ? `booking ${booking.code} is confirmed`
        : waiting(`the booking is ${booking.status}`);
    }),

  event: ({ waitMsMax }, found) =>
    until(waitMsMax, async () => {
      const { api } = await operatorOf(found);
      const { events } = await api.admin.readBooking.query({ bookingId: found.bookingId });
      const event = events.find((candidate) => candidate.type === "booking.confirmed");
      if (!event) return waiting("no event booking.confirmed");
      if (event.position === null) return waiting("booking.confirmed has no place in the log");
      return `booking.confirmed at ${event.topic}/${event.partition}/${event.position}, ${events.length} events in all`;
    }),

  analytics: ({ waitMsMax }, found) =>
    until(waitMsMax, async () => {
      // A figure that rose may tell of other bookings: analytics must have handled the event of this one as well.
      const before = await operatorOf(found);
      const { events } = await before.api.admin.readBooking.query({ bookingId: found.bookingId });
      const confirmed = events.find((event) => event.type === "booking.confirmed");
      const analytics = confirmed?.consumers.find(({ consumer }) => consumer.startsWith("analytics."));
      if (analytics?.outcome !== "handled")
        return waiting(`analytics is ${analytics?.outcome ?? "not listening"}`);
      const bookings = await countBookings(before.api);
      return bookings > before.bookings
        ? `${before.bookings} bookings in seven days before, ${bookings} now`
        : waiting(`analytics counts ${bookings} bookings, as before`);
    }),

  recommendation: ({ waitMsMax, place }, found) =>
    until(waitMsMax, async () => {
      const { rows, modelVersion, personal } = await found.guest.recommendations.forYou.query({ place });
      const count = rows.reduce((sum, row) => sum + row.items.length, 0);
      if (count === 0) return waiting("no home is recommended");
      if (modelVersion === null) return waiting("no model is live");
      if (!personal) return waiting("the homes are not chosen for this guest");
      return `${count} homes for this guest by model ${modelVersion}`;
    }),

  email: ({ waitMsMax }, found) =>
    until(waitMsMax, async () => {
      const { api } = await operatorOf(found);
      const { deliveries } = await api.admin.readBooking.query({ bookingId: found.bookingId });
      const { me } = await found.guest.accounts.me.query();
      const mine = deliveries.filter(
        (delivery) => delivery.recipient.personId === me?.personId && delivery.channel === "email",
      );
      const sent = mine.find((delivery) => delivery.status === "sent");
      if (sent) return `"${sent.subject}" to ${found.email}`;
      return waiting(mine[0] ? `the email is ${mine[0].status}` : "no email about the booking");
    }),
};

/** What a guest's browser tells of a search and of the home it opened; recommendations learn from it. */
async function lookAt(found: Found, place: string, stay: Stay, matchCount: number): Promise<void> {
  const { listingId } = found.offer;
  await found.guest.listings.read.query({ listingId });
  await found.guest.search.record.mutate({
    interactions: [
      { kind: "search", place, stay, guests: PARTY.adults, matchCount },
      { kind: "view", listingId, source: "search" },
    ],
  });
}

async function openOperator(base: string, operator: JourneyOptions["operator"]): Found["operator"] {
  try {
    const api = apiOf(base, await signIn(base, operator.email, operator.password));
    return { api, bookings: await countBookings(api) };
  } catch (error) {
    // Told by the first step that needs the operator.
    return error instanceof Error ? error : new Error(String(error));
  }
}

async function operatorOf(found: Found): Promise<{ readonly api: Api; readonly bookings: number }> {
  const operator = await found.operator;
  if (operator instanceof Error) throw new Error(`the operator could not look: ${operator.message}`);
  return operator;
}

async function countBookings(operator: Api): Promise<number> {
  const { analytics } = await operator.admin.overview.query({ days: 7 });
  return analytics.figures.bookings;
}

function told({ amountMinor, currency }: Money): string {
  return `${amountMinor} minor units of ${currency}`;
}
