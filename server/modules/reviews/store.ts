/** SQL of reviews. Stays are read from `bookings` by name, for the month and the nights under a review. */
import { type DbOrTx, rowsOf, sql } from "@/server/platform/db";
import { type ListingId, type ReviewId, uuidOf } from "@/server/primitives/id";

export type ReviewRow = {
  id: string;
  guest_id: string;
  guest_name: string;
  rating: number;
  text: string;
  reply: string | null;
  published_at: string;
  stayed_in: string;
  night_count: number;
  match_count: number;
};

export type ReviewSort = "recent" | "highest" | "lowest";
export interface ReviewPosition {
  readonly publishedAt: Date;
  readonly rating: number;
  readonly reviewId: ReviewId;
}

/**
 * Reviews of a published home, one more than the page. Text matches without regard to accents and case; `%` and `_` mean
 * themselves. Index: reviews_listing; the text is compared within one home's reviews, so it needs none.
 */
export function listReviewRows(
  db: DbOrTx,
  input: {
    readonly listingId: ListingId;
    readonly sort: ReviewSort;
    readonly text: string | undefined;
    readonly after: ReviewPosition | undefined;
    readonly countMax: number;
  },
): Promise<ReviewRow[]> {
  const pattern = input.text ? `%${input.text.replace(/[\\%_]/g, "\\$&")}%` : undefined;
  return rowsOf<ReviewRow>(
    db,
    sql`with matching as (
          select r.* from reviews r join listings l on l.id = r.listing_id
          where r.listing_id = ${uuidOf(input.listingId)}::uuid and l.status = 'published'
            and ${pattern === undefined ? sql`true` : sql`plain_text(r.text) like plain_text(${pattern})`}
        )
        select r.id, r.guest_id, split_part(p.name, ' ', 1) as guest_name, r.rating, r.text, r.reply, r.published_at,
          to_char(b.check_in, 'YYYY-MM') as stayed_in, b.check_out - b.check_in as night_count,
          (select count(*)::int from matching) as match_count
        from matching r join people p on p.id = r.guest_id join bookings b on b.id = r.booking_id
        where ${afterClause(input.sort, input.after)}
        order by ${sequenceOf(input.sort)} r.published_at desc, r.id desc limit ${input.countMax + 1}`,
  );
}

function sequenceOf(sort: ReviewSort) {
  if (sort === "highest") return sql`r.rating desc,`;
  if (sort === "lowest") return sql`r.rating,`;
  return sql``;
}

function afterClause(sort: ReviewSort, after: ReviewPosition | undefined) {
  if (!after) return sql`true`;
  const at = sql`${after.publishedAt.toISOString()}::timestamptz`;
  const later = sql`(r.published_at, r.id) < (${at}, ${uuidOf(after.reviewId)}::uuid)`;
  if (sort === "highest")
    return sql`(r.rating < ${after.rating} or (r.rating = ${after.rating} and ${later}))`;
  if (sort === "lowest")
    return sql`(r.rating > ${after.rating} or (r.rating = ${after.rating} and ${later}))`;
  return later;
}

export type SummaryRow = {
  review_count: number;
  rating: number | null;
  cleanliness: number | null;
  accuracy: number | null;
  check_in: number | null;
  communication: number | null;
  location: number | null;
  value: number | null;
  distribution: number[];
};

/** Means in hundredths, and how many reviews have 1 to 5 stars. Undefined when the home is not published. */
export async function readSummaryRow(db: DbOrTx, listingId: ListingId): Promise<SummaryRow | undefined> {
  const mean = (
    column: "rating" | "cleanliness" | "accuracy" | "check_in" | "communication" | "location" | "value",
  ) => sql`round(avg(${sql.raw(`r.${column}`)}) * 100)::int as ${sql.raw(column)}`;
  const [row] = await rowsOf<SummaryRow>(
    db,
    sql`select count(r.id)::int as review_count, ${mean("rating")}, ${mean("cleanliness")}, ${mean("accuracy")},
          ${mean("check_in")}, ${mean("communication")}, ${mean("location")}, ${mean("value")},
          array[count(*) filter (where r.rating = 1), count(*) filter (where r.rating = 2),
            count(*) filter (where r.rating = 3), count(*) filter (where r.rating = 4),
            count(*) filter (where r.rating = 5)]::int[] as distribution
        from listings l left join reviews r on r.listing_id = l.id
        where l.id = ${uuidOf(listingId)}::uuid and l.status = 'published' group by l.id`,
  );
  return row;
}
