import { index, pgTable, smallint, text, unique } from "drizzle-orm/pg-core";
import { people } from "@/server/modules/accounts/tables";
import { bookings } from "@/server/modules/bookings/tables";
import { listings } from "@/server/modules/listings/tables";
import { idColumn, instantColumn } from "@/server/platform/columns";

/** A guest's review of a stay. Ratings are 1 to 5. */
export const reviews = pgTable(
  "reviews",
  {
    id: idColumn("review", "id").primaryKey(),
    listingId: idColumn("listing", "listing_id")
      .notNull()
      .references(() => listings.id),
    bookingId: idColumn("booking", "booking_id")
      .notNull()
      .references(() => bookings.id),
    guestId: idColumn("person", "guest_id")
      .notNull()
      .references(() => people.id),
    rating: smallint("rating").notNull(),
    cleanliness: smallint("cleanliness").notNull(),
    accuracy: smallint("accuracy").notNull(),
    checkIn: smallint("check_in").notNull(),
    communication: smallint("communication").notNull(),
    location: smallint("location").notNull(),
    value: smallint("value").notNull(),
    text: text("text").notNull(),
    reply: text("reply"),
    publishedAt: instantColumn("published_at").notNull(),
  },
  (t) => [unique("reviews_booking").on(t.bookingId), index("reviews_listing").on(t.listingId, t.publishedAt)],
);
