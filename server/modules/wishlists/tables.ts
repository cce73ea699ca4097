import { index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { people } from "@/server/modules/accounts/tables";
import { listings } from "@/server/modules/listings/tables";
import { idColumn, instantColumn } from "@/server/platform/columns";

export const wishlists = pgTable(
  "wishlists",
  {
    id: idColumn("wishlist", "id").primaryKey(),
    personId: idColumn("person", "person_id")
      .notNull()
      .references(() => people.id),
    name: text("name").notNull(),
    createdAt: instantColumn("created_at").notNull(),
  },
  (t) => [index("wishlists_person").on(t.personId, t.createdAt)],
);

export const wishlistItems = pgTable(
  "wishlist_items",
  {
    wishlistId: idColumn("wishlist", "wishlist_id")
      .notNull()
      .references(() => wishlists.id, { onDelete: "cascade" }),
    listingId: idColumn("listing", "listing_id")
      .notNull()
      .references(() => listings.id),
    savedAt: instantColumn("saved_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.wishlistId, t.listingId] }),
    index("wishlist_items_listing").on(t.listingId),
  ],
);
