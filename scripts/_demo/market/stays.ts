import type { Party } from "@/server/primitives/contracts";
import type { ListingFacts } from "../facts/facts";
import { ReviewWriter } from "../texts/review";
import type { HomeVoice } from "../texts/voice";
import { Random } from "./random";
import { dealStars } from "./ratings";
import type { DemoStay } from "./types";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** How far ahead the source's calendar is read as bookings and blocks. */
const HORIZON_DAYS = 120;
/** A run of closed nights this long at the calendar's end means that the host opens it later. */
const CLOSING_RUN_DAYS = 60;
/** Stays without a review are added for this many days back, so that figures of the last year are whole. */
const UNREVIEWED_DAYS = 400;
const REVIEW_WINDOW_DAYS = 14;
/** Lapsed holds are added for as long as visits are told of. */
const LAPSED_DAYS = 90;
const LAPSED_PER_BOOKING = 0.25;

export type StaysInput = {
  voice: HomeVoice;
  todayDay: number;
  nowMs: number;
  /** Days between the source's dates and the market's. */
  shiftDays: number;
  calendarFirstDay: number;
  calendarDays: number;
  seed: number;
  listing: number;
  /** Number of a guest that nobody has yet. */
  nextGuest: () => number;
  knownGuests: number;
};

export type StaysOutput = {
  stays: DemoStay[];
  blocks: Array<{ day: number; nights: number; note: string }>;
  bookingWindowDays: number;
};

/**
 * A home's bookings: one before each of its reviews, some without, and those to come where the source's calendar says
 * that nights are gone.
 *
 * Works backwards from the last night, so no two share one: a stay ends where the next begins at the latest. Lengths
 * follow the home's minimum stay where the gap between two reviews allows it. All dates move by whole weeks, so weekdays
 * hold. Future nights that are gone become bookings or, where they look like it, the host's own.
 */
export function drawStays(input: StaysInput): StaysOutput {
  const random = new Random(input.seed, "stays", input.listing);
  const future = drawFuture(input, random);
  const firstTaken = Math.min(input.todayDay, ...future.stays.map((stay) => stay.checkInDay));
  const past = drawPast(input, firstTaken, random);
  const booked = addCancelled([...past, ...future.stays], input, random);
  return {
    ...future,
    stays: [...booked, ...drawLapsed(booked, input)].sort(
      (a, b) => a.checkInDay - b.checkInDay || a.heldAtMs - b.heldAtMs,
    ),
  };
}

function drawFuture(input: StaysInput, random: Random): StaysOutput {
  const { facts } = input.voice;
  const stays: DemoStay[] = [];
  const blocks: StaysOutput["blocks"] = [];
  let bookingWindowDays = 365;
  const calendarEnd = input.calendarFirstDay + input.calendarDays;
  for (const [offset, days] of facts.taken) {
    const end = input.calendarFirstDay + offset + days;
    const start = Math.max(input.calendarFirstDay + offset, input.todayDay);
    if (end <= input.todayDay) continue;
    if (days >= CLOSING_RUN_DAYS && end >= calendarEnd) {
      if (start - input.todayDay > 14) bookingWindowDays = start - input.todayDay;
      else blocks.push({ day: start, nights: end - start, note: "Not open yet" });
      continue;
    }
    fillRun(start, end, input, random, stays, blocks);
  }
  return { stays, blocks, bookingWindowDays };
}

function fillRun(
  start: number,
  end: number,
  input: StaysInput,
  random: Random,
  stays: DemoStay[],
  blocks: StaysOutput["blocks"],
): void {
  const { nightsMin } = input.voice.facts;
  const note = () => random.pick(["Family visit", "Repairs", "Kept free", "Away", ""]);
  if (end - start > 21 && !(nightsMin >= 14 || random.chance(0.35))) {
    blocks.push({ day: start, nights: end - start, note: note() });
    return;
  }
  for (let day = start; day < end; ) {
    const left = end - day;
    let nights = Math.min(left, drawNights(nightsMin, random));
    if (left - nights < Math.min(nightsMin, 3)) nights = left;
    const ahead = day - input.todayDay;
    const booked = random.chance(ahead < HORIZON_DAYS ? 0.82 - ahead / 400 : 0.3) && nights <= 90;
    if (booked && nights >= Math.min(nightsMin, 2)) stays.push(futureStay(day, nights, input, random));
    else blocks.push({ day, nights, note: note() });
    day += nights;
  }
}

function futureStay(day: number, nights: number, input: StaysInput, random: Random): DemoStay {
  const ahead = Math.max(0, day - input.todayDay);
  // A stay that began on the calendar's first day had begun before: the source does not tell when.
  const since = ahead === 0 && random.chance(0.6) ? random.int(0, 2) : 0;
  const leadDays = ahead + since + 0.4 + Math.min(240, random.exponential(13));
  return {
    ...stayBasics(input, nights + since, random),
    checkInDay: day - since,
    nights: nights + since,
    fate: "kept",
    heldAtMs: heldAt(day - since, leadDays, input, random),
    review: null,
  };
}

function drawPast(input: StaysInput, firstTaken: number, random: Random): DemoStay[] {
  const { facts } = input.voice;
  const shifted = facts.reviews
    .map((review) => ({ guest: review.guest, day: review.day + input.shiftDays }))
    .filter((review) => review.day < input.todayDay);
  const stays: DemoStay[] = [];
  let limit = firstTaken;
  for (let i = shifted.length - 1; i >= 0; i -= 1) {
    const review = shifted[i];
    if (!review) continue;
    const before = shifted[i - 1]?.day ?? review.day - 60;
    const wanted = drawNights(facts.nightsMin, random);
    const lag = Math.min(
      random.weighted([0.34, 0.3, 0.16, 0.1, 0.05, 0.05]),
      Math.max(0, review.day - before - 1),
    );
    const checkOut = Math.min(review.day - lag, limit);
    const nights = Math.max(1, Math.min(wanted, checkOut - before));
    const checkInDay = checkOut - nights;
    addUnreviewed(checkOut, limit, input, random, stays);
    stays.push({
      ...stayBasics(input, nights, random),
      guest: review.guest,
      checkInDay,
      nights,
      fate: "kept",
      heldAtMs: heldAt(checkInDay, 0.3 + Math.min(250, random.exponential(20)), input, random),
      review: {
        stars: {
          rating: 5,
          accuracy: 5,
          cleanliness: 5,
          checkIn: 5,
          communication: 5,
          location: 5,
          value: 5,
        },
        text: "",
        publishedAtMs: Math.min(review.day, checkOut + REVIEW_WINDOW_DAYS) * DAY_MS + reviewHour(random),
        reply: null,
      },
    });
    limit = checkInDay;
  }
  writeReviews(stays, input);
  return stays;
}

/** After 4 pm of the day of check-out at the earliest, in every zone of the Americas; never past that day's end. */
function reviewHour(random: Random): number {
  return (20 + random.next() * 3.5) * HOUR_MS;
}

function writeReviews(stays: DemoStay[], input: StaysInput): void {
  const reviewed = stays.filter((stay) => stay.review !== null).sort((a, b) => a.checkInDay - b.checkInDay);
  const random = new Random(input.seed, "reviews", input.listing);
  const stars = dealStars(input.voice.facts.rating, reviewed.length, random);
  const writer = new ReviewWriter(input.voice, random);
  reviewed.forEach((stay, index) => {
    const given = stars[index];
    if (!stay.review || !given) return;
    const month = new Date(stay.checkInDay * DAY_MS).getUTCMonth() + 1;
    stay.review.stars = given;
    stay.review.text = writer.write(given, {
      nights: stay.nights,
      month,
      children: stay.party.children + stay.party.infants > 0,
      pets: stay.party.pets > 0,
    });
    stay.review.reply = drawReply(given.rating, stay.guest, random);
  });
}

function drawReply(rating: number, guest: number, random: Random): string | null {
  if (rating >= 4) {
    if (!random.chance(0.08)) return null;
    return random.pick([
      "Thank you, and come again.",
      "A pleasure to have you.",
      "Thank you for leaving it so tidy.",
      "The kettle is on whenever you come back.",
    ]);
  }
  if (!random.chance(0.35 + (guest % 3) / 20)) return null;
  return random.pick([
    "Thank you for telling us. It has been put right.",
    "I am sorry about that. I would have come at once; please write next time.",
    "You are right, and we have changed it since.",
    "We are sorry. That is not how we keep this place.",
  ]);
}

/** Guests who came and wrote nothing, where a gap between two stays allows it. */
function addUnreviewed(from: number, to: number, input: StaysInput, random: Random, stays: DemoStay[]): void {
  const { facts } = input.voice;
  const earliest = Math.max(from, input.todayDay - UNREVIEWED_DAYS);
  let end = to;
  while (end - earliest >= Math.max(2, facts.nightsMin) && random.chance(0.62)) {
    const nights = Math.min(drawNights(facts.nightsMin, random), end - earliest);
    const slack = end - earliest - nights;
    const checkInDay = end - nights - (slack > 0 ? random.int(0, Math.min(slack, 9)) : 0);
    if (nights < facts.nightsMin || checkInDay < earliest) return;
    stays.push({
      ...stayBasics(input, nights, random),
      checkInDay,
      nights,
      fate: "kept",
      heldAtMs: heldAt(checkInDay, 0.3 + Math.min(250, random.exponential(20)), input, random),
      review: null,
    });
    end = checkInDay;
  }
}

/** One in thirty stays had been somebody else's, who cancelled in time; now and then it was the host who did. */
function addCancelled(stays: DemoStay[], input: StaysInput, random: Random): DemoStay[] {
  const cancelled: DemoStay[] = [];
  for (const stay of stays) {
    if (stay.checkInDay < input.todayDay - 3 * 365 || !random.chance(0.034)) continue;
    const cancelledAtMs = stay.heldAtMs - (0.2 + random.exponential(6)) * DAY_MS;
    const heldAtMs = cancelledAtMs - (1.2 + random.exponential(12)) * DAY_MS;
    if (cancelledAtMs >= input.nowMs) continue;
    cancelled.push({
      ...stayBasics(input, stay.nights, random),
      checkInDay: stay.checkInDay,
      nights: stay.nights,
      fate: random.chance(0.1) ? "cancelled_by_host" : "cancelled_by_guest",
      heldAtMs,
      cancelledAtMs,
      review: null,
    });
  }
  return [...stays, ...cancelled];
}

/**
 * Holds that were taken and not paid, before somebody else booked the same nights: one for each four bookings of the last
 * months. None stands where a stay that was cancelled later still had the nights.
 */
function drawLapsed(booked: readonly DemoStay[], input: StaysInput): DemoStay[] {
  const random = new Random(input.seed, "lapsed holds", input.listing);
  const since = input.nowMs - LAPSED_DAYS * DAY_MS;
  return booked.flatMap((stay) => {
    const heldAtMs = Math.round(stay.heldAtMs - HOUR_MS - random.exponential(30) * HOUR_MS);
    if (!random.chance(LAPSED_PER_BOOKING) || stay.fate !== "kept" || heldAtMs < since) return [];
    const isTaken = booked.some(
      (other) =>
        other.cancelledAtMs !== null &&
        other.heldAtMs < heldAtMs + HOUR_MS &&
        heldAtMs < other.cancelledAtMs &&
        other.checkInDay < stay.checkInDay + stay.nights &&
        stay.checkInDay < other.checkInDay + other.nights,
    );
    if (isTaken) return [];
    const { checkInDay, nights } = stay;
    const basics = { ...stayBasics(input, nights, random), guest: input.nextGuest() };
    return [{ ...basics, checkInDay, nights, fate: "lapsed" as const, heldAtMs, review: null }];
  });
}

function stayBasics(input: StaysInput, nights: number, random: Random) {
  return {
    guest:
      random.chance(0.14) && input.knownGuests > 0 ? random.int(0, input.knownGuests - 1) : input.nextGuest(),
    party: drawParty(input.voice.facts, nights, random),
    paidAfterMs: Math.round((1.4 + random.next() * 8) * 60_000),
    cancelledAtMs: null,
    channel: random.chance(0.36) ? ("mobile" as const) : ("web" as const),
  };
}

function drawParty(facts: ListingFacts, nights: number, random: Random): Party {
  const most = facts.guestsMax;
  const wanted = 1 + random.weighted(nights >= 14 ? [55, 35, 6, 4] : [24, 50, 12, 14]);
  const adults = Math.max(1, Math.min(most, most >= 6 && random.chance(0.5) ? random.int(3, most) : wanted));
  const children = most - adults > 0 && random.chance(0.2) ? random.int(1, Math.min(3, most - adults)) : 0;
  return {
    adults,
    children,
    infants: random.chance(0.04) ? 1 : 0,
    pets: facts.amenities.includes("pets_allowed") && random.chance(0.16) ? 1 : 0,
  };
}

/** Nights of a stay: two most often, and never fewer than the home's minimum. */
export function drawNights(nightsMin: number, random: Random): number {
  if (nightsMin >= 28) return nightsMin + Math.min(60, Math.floor(random.exponential(12)));
  if (nightsMin >= 7) return nightsMin + Math.floor(random.exponential(4));
  const nights = 1 + random.weighted([26, 33, 19, 9, 5, 3, 3, 1, 1]);
  return Math.max(nightsMin, nights);
}

/** The instant of booking: some days before 3 pm of arrival, in waking hours. */
function heldAt(checkInDay: number, leadDays: number, input: StaysInput, random: Random): number {
  const day = Math.floor(checkInDay + 0.8 - leadDays);
  const hour = 12 + random.next() * 15;
  const wanted = day * DAY_MS + hour * HOUR_MS;
  return Math.min(Math.round(wanted), checkInDay * DAY_MS + 14 * HOUR_MS, input.nowMs - 20 * 60_000);
}
