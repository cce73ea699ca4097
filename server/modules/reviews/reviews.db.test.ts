import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { REVIEWS_PAGE_SIZE } from "@/server/modules/reviews/list-reviews";
import { reviewsRouter } from "@/server/modules/reviews/router";
import { type ListingId, newId, uuidOf } from "@/server/primitives/id";
import { createCallerFactory } from "@/server/trpc/init";
import { type Market, openMarket } from "@/tests/support/market";

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.close());

const anybody = () => createCallerFactory(reviewsRouter)(market.trpcCtx());

/** A completed stay of two nights in April with its review. */
async function addReview(
  listingId: ListingId,
  fields: { rating: number; text?: string; daysAgo?: number; cleanliness?: number },
): Promise<void> {
  const guestId = await market.addPerson({ name: "Priya Raman" });
  const bookingId = newId("booking");
  const at = new Date(market.now.getTime() - (fields.daysAgo ?? 1) * 86_400_000).toISOString();
  await market.query(
    `insert into bookings (id, code, listing_id, host_id, guest_id, status, check_in, check_out, party, currency,
       total_minor, quote_id, snapshot, hold_expires_at, held_at, check_in_at, check_out_at)
     select $1, $2, l.id, l.host_id, $3, 'completed', '2026-04-01', '2026-04-03', '{"adults":1}', 'USD', 1, $4, '{}',
       $5, $5, $5, $5 from listings l where l.id = $6`,
    [uuidOf(bookingId), bookingId.slice(-10), uuidOf(guestId), uuidOf(newId("quote")), at, uuidOf(listingId)],
  );
  await market.query(
    `insert into reviews (id, listing_id, booking_id, guest_id, rating, cleanliness, accuracy, check_in,
       communication, location, value, text, published_at)
     values ($1, $2, $3, $4, $5, $6, $5, $5, $5, $5, $5, $7, $8)`,
    [
      uuidOf(newId("review")),
      uuidOf(listingId),
      uuidOf(bookingId),
      uuidOf(guestId),
      fields.rating,
      fields.cleanliness ?? fields.rating,
      fields.text ?? "A good stay.",
      at,
    ],
  );
}

describe("a home's reviews", () => {
  test("pages follow each other in each sequence without a repeat or a gap", async () => {
    const { listingId } = await market.addListing();
    const count = REVIEWS_PAGE_SIZE * 2 + 3;
    for (let index = 0; index < count; index += 1)
      await addReview(listingId, { rating: 1 + (index % 5), daysAgo: 1 + Math.floor(index / 2) });
    for (const sort of ["recent", "highest", "lowest"] as const) {
      const seen: { reviewId: string; rating: number; publishedAt: Date }[] = [];
      let cursor: string | undefined;
      do {
        const page = await anybody().list({ listingId, sort, ...(cursor ? { cursor } : {}) });
        expect(page.matchCount).toBe(count);
        seen.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor);
      expect(new Set(seen.map((review) => review.reviewId)).size).toBe(count);
      expect(seen).toHaveLength(count);
      const keys = seen.map((review) =>
        sort === "recent"
          ? -review.publishedAt.getTime()
          : sort === "highest"
            ? -review.rating
            : review.rating,
      );
      expect(keys).toEqual([...keys].sort((a, b) => a - b));
    }
  });

  test("a review tells first name, month and nights, and nothing else of the stay", async () => {
    const { listingId } = await market.addListing();
    await addReview(listingId, { rating: 5 });
    const { items } = await anybody().list({ listingId });
    expect(items[0]).toMatchObject({ guestName: "Priya", stayedIn: "2026-04", nightCount: 2, reply: null });
    expect(JSON.stringify(items)).not.toContain("Raman");
  });

  test("text is found without accents and case, and a percent sign means itself", async () => {
    const { listingId } = await market.addListing();
    await addReview(listingId, { rating: 5, text: "The CAFÉ below is lovely" });
    await addReview(listingId, { rating: 4, text: "100% quiet" });
    const found = async (text: string) => (await anybody().list({ listingId, text })).matchCount;
    expect(await found("cafe")).toBe(1);
    expect(await found("100%")).toBe(1);
    expect(await found("%")).toBe(1);
    expect(await found("_")).toBe(0);
    expect(await found("' or 1=1 --")).toBe(0);
  });

  test("a draft shows none, and a wrong cursor is refused", async () => {
    const { listingId } = await market.addListing({ listing: { status: "draft" } });
    await addReview(listingId, { rating: 5 });
    expect(await anybody().list({ listingId })).toMatchObject({ items: [], matchCount: 0 });
    await expect(anybody().summary({ listingId })).rejects.toMatchObject({ message: "listing_not_found" });
    await expect(anybody().list({ listingId, cursor: "bm90IG91cnM" })).rejects.toMatchObject({
      message: "invalid_input",
    });
  });
});

describe("ratings", () => {
  test("the summary gives means in hundredths and the spread", async () => {
    const { listingId } = await market.addListing();
    expect(await anybody().summary({ listingId })).toMatchObject({
      reviewCount: 0,
      ratingCenti: null,
      distribution: [0, 0, 0, 0, 0],
    });
    for (const rating of [5, 5, 4]) await addReview(listingId, { rating, cleanliness: 5 });
    expect(await anybody().summary({ listingId })).toEqual({
      reviewCount: 3,
      ratingCenti: 467,
      categories: {
        cleanliness: 500,
        accuracy: 467,
        checkIn: 467,
        communication: 467,
        location: 467,
        value: 467,
      },
      distribution: [0, 0, 0, 1, 2],
    });
  });

  test("a home's rating sum follows every insert, change and removal of its reviews", async () => {
    const { listingId } = await market.addListing();
    const sums = async () => {
      const [row] = await market.query<{ rating_sum_centi: number; review_count: number }>(
        "select rating_sum_centi, review_count from listings where id = $1",
        [uuidOf(listingId)],
      );
      return [row?.rating_sum_centi, row?.review_count];
    };
    await addReview(listingId, { rating: 5 });
    await addReview(listingId, { rating: 3 });
    expect(await sums()).toEqual([800, 2]);
    await market.query("update reviews set rating = 4 where listing_id = $1 and rating = 3", [
      uuidOf(listingId),
    ]);
    expect(await sums()).toEqual([900, 2]);
    await market.query("delete from reviews where listing_id = $1 and rating = 5", [uuidOf(listingId)]);
    expect(await sums()).toEqual([400, 1]);
  });
});
