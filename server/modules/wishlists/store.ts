/** SQL of wishlists. Ownership stands in the `where`: somebody else's wishlist is not found. */
import { and, eq, sql } from "drizzle-orm";
import { WISHLIST_ITEMS_MAX, WISHLISTS_MAX } from "@/server/modules/wishlists/contract";
import { wishlistItems, wishlists } from "@/server/modules/wishlists/tables";
import { type DbOrTx, rowsOf, type Tx } from "@/server/platform/db";
import { type ListingId, type PersonId, uuidOf, type WishlistId } from "@/server/primitives/id";

export interface WishlistHead {
  readonly wishlistId: WishlistId;
  readonly name: string;
}

/** Lets the changes of one person's wishlists take turns, so that two first hearts at once make one wishlist. */
export async function lockWishlistsOf(tx: Tx, personId: PersonId): Promise<void> {
  await tx.execute(sql`select 1 from people where id = ${uuidOf(personId)}::uuid for no key update`);
}

/** A person's wishlist by its id, or their oldest one without. */
export async function readWishlistOf(
  tx: Tx,
  personId: PersonId,
  wishlistId: WishlistId | undefined,
): Promise<WishlistHead | undefined> {
  const [row] = await tx
    .select({ wishlistId: wishlists.id, name: wishlists.name })
    .from(wishlists)
    .where(
      and(
        eq(wishlists.personId, personId),
        wishlistId === undefined ? undefined : eq(wishlists.id, wishlistId),
      ),
    )
    .orderBy(wishlists.createdAt, wishlists.id)
    .limit(1);
  return row;
}

export async function countWishlistsOf(tx: Tx, personId: PersonId): Promise<number> {
  return tx.$count(wishlists, eq(wishlists.personId, personId));
}

export async function countItems(tx: Tx, wishlistId: WishlistId): Promise<number> {
  return tx.$count(wishlistItems, eq(wishlistItems.wishlistId, wishlistId));
}

export async function insertWishlist(tx: Tx, values: typeof wishlists.$inferInsert): Promise<void> {
  await tx.insert(wishlists).values(values);
}

/** Whether the name was changed: false when the wishlist is not theirs. */
export async function updateWishlistName(
  tx: Tx,
  input: { readonly personId: PersonId; readonly wishlistId: WishlistId; readonly name: string },
): Promise<boolean> {
  const rows = await tx
    .update(wishlists)
    .set({ name: input.name })
    .where(and(eq(wishlists.id, input.wishlistId), eq(wishlists.personId, input.personId)))
    .returning({ id: wishlists.id });
  return rows.length > 0;
}

export async function deleteWishlistOf(tx: Tx, personId: PersonId, wishlistId: WishlistId): Promise<boolean> {
  const rows = await tx
    .delete(wishlists)
    .where(and(eq(wishlists.id, wishlistId), eq(wishlists.personId, personId)))
    .returning({ id: wishlists.id });
  return rows.length > 0;
}

/** Whether the home is newly in it. */
export async function insertItem(tx: Tx, values: typeof wishlistItems.$inferInsert): Promise<boolean> {
  const rows = await tx
    .insert(wishlistItems)
    .values(values)
    .onConflictDoNothing()
    .returning({ listingId: wishlistItems.listingId });
  return rows.length > 0;
}

/** Takes a home out of all of a person's wishlists; whether it was in one. */
export async function deleteItemsOf(tx: Tx, personId: PersonId, listingId: ListingId): Promise<boolean> {
  const rows = await rowsOf<{ listing_id: string }>(
    tx,
    sql`delete from wishlist_items i using wishlists w
        where w.id = i.wishlist_id and w.person_id = ${uuidOf(personId)}::uuid
          and i.listing_id = ${uuidOf(listingId)}::uuid returning i.listing_id`,
  );
  return rows.length > 0;
}

/** Homes that are in this wishlist of a person and in no other of theirs. */
export async function listItemsOnlyIn(
  tx: Tx,
  personId: PersonId,
  wishlistId: WishlistId,
): Promise<{ listing_id: string }[]> {
  return rowsOf<{ listing_id: string }>(
    tx,
    sql`select i.listing_id from wishlist_items i join wishlists w on w.id = i.wishlist_id
        where w.id = ${uuidOf(wishlistId)}::uuid and w.person_id = ${uuidOf(personId)}::uuid
          and not exists (select 1 from wishlist_items o join wishlists ow on ow.id = o.wishlist_id
            where ow.person_id = w.person_id and ow.id <> w.id and o.listing_id = i.listing_id)`,
  );
}

export type WishlistRow = { id: string; name: string; listing_ids: string[] };

/** A person's wishlists, oldest first, each with its homes, latest saved first. Index: wishlists_person. */
export function listWishlistsOf(db: DbOrTx, personId: PersonId): Promise<WishlistRow[]> {
  return rowsOf<WishlistRow>(
    db,
    sql`select w.id, w.name, coalesce((
            select json_agg(i.listing_id order by i.saved_at desc, i.listing_id)
            from (select * from wishlist_items where wishlist_id = w.id limit ${WISHLIST_ITEMS_MAX}) i), '[]') as listing_ids
        from wishlists w where w.person_id = ${uuidOf(personId)}::uuid
        order by w.created_at, w.id limit ${WISHLISTS_MAX}`,
  );
}
