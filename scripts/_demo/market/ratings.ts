import type { RatingFacts } from "../facts/facts";
import type { Stars } from "../texts/review";
import type { Random } from "./random";

/**
 * Whole stars for each of `count` reviews whose means are the source's: the whole, and each category.
 *
 * Stars that are missing from five are dealt out as single drops, so most reviews stay at five and the unhappy ones are
 * few, as in the source. Drops in a category go to the reviews that already have a low whole.
 */
export function dealStars(rating: RatingFacts | null, count: number, random: Random): Stars[] {
  const facts = rating ?? {
    overall: 480,
    accuracy: 482,
    cleanliness: 480,
    checkIn: 488,
    communication: 489,
    location: 476,
    value: 474,
  };
  const whole = dealDrops(missing(facts.overall, count), count, random, () => random.int(0, count - 1));
  const unhappy = whole.flatMap((drops, index) => (drops > 0 ? [index] : []));
  const category = (centi: number) =>
    dealDrops(missing(centi, count), count, random, () =>
      unhappy.length > 0 && random.chance(0.75) ? random.pick(unhappy) : random.int(0, count - 1),
    );
  const [accuracy, cleanliness, checkIn, communication, location, value] = [
    category(facts.accuracy),
    category(facts.cleanliness),
    category(facts.checkIn),
    category(facts.communication),
    category(facts.location),
    category(facts.value),
  ];
  return whole.map((drops, index) => ({
    rating: 5 - drops,
    accuracy: 5 - (accuracy?.[index] ?? 0),
    cleanliness: 5 - (cleanliness?.[index] ?? 0),
    checkIn: 5 - (checkIn?.[index] ?? 0),
    communication: 5 - (communication?.[index] ?? 0),
    location: 5 - (location?.[index] ?? 0),
    value: 5 - (value?.[index] ?? 0),
  }));
}

function missing(centi: number, count: number): number {
  return Math.min(4 * count, Math.max(0, Math.round(((500 - centi) * count) / 100)));
}

/** One in nine drops falls on a review that has one already. */
function dealDrops(total: number, count: number, random: Random, anyIndex: () => number): number[] {
  const drops = Array.from({ length: count }, () => 0);
  const touched: number[] = [];
  for (let left = total; left > 0; left -= 1) {
    let index = touched.length > 0 && random.chance(0.11) ? random.pick(touched) : anyIndex();
    for (
      let tries = 0;
      (drops[index] ?? 0) >= 4 || (tries < 6 && (drops[index] ?? 0) > 0 && random.chance(0.8));
      tries += 1
    ) {
      index = tries < 6 ? anyIndex() : (index + 1) % count;
    }
    drops[index] = (drops[index] ?? 0) + 1;
    touched.push(index);
  }
  return drops;
}
