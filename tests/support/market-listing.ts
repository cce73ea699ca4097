/** Adds homes to a test market. */
import { hosts, people } from "@/server/modules/accounts/tables";
import { nightClaims, nightRules, stayRules } from "@/server/modules/calendar/tables";
import { listingPhotos, listings } from "@/server/modules/listings/tables";
import { listingPrices, nightPrices } from "@/server/modules/pricing/tables";
import type { Db } from "@/server/platform/db";
import { type ListingId, newId, type PersonId, uuidOf } from "@/server/primitives/id";
import { localDate } from "@/server/primitives/local-date";
import { nightsOf, type Stay } from "@/server/primitives/stay";

export interface AddListingFields {
  readonly hostId?: PersonId;
  readonly listing?: Partial<typeof listings.$inferInsert>;
  readonly prices?: Partial<typeof listingPrices.$inferInsert>;
  readonly rules?: Partial<typeof stayRules.$inferInsert>;
  /** Date → minor units. */
  readonly nightPrices?: Readonly<Record<string, number>>;
  /** Date → fewest nights for arrivals on it. */
  readonly nightRules?: Readonly<Record<string, number>>;
  readonly photoCount?: number;
}
export type AddListing = (fields?: AddListingFields) => Promise<{ listingId: ListingId; hostId: PersonId }>;

const PHOTO_ROOMS = ["exterior", "living", "bedroom", "kitchen", "bathroom"] as const;

/** The garden floor of the screens: 3 guests, USD 113 a night and 129 at the weekend, cleaning 45. */
export async function addListing(
  db: Db,
  now: Date,
  fields: AddListingFields = {},
): Promise<{ listingId: ListingId; hostId: PersonId }> {
  const hostId = fields.hostId ?? (await addHostOfListing(db, now));
  const listingId = fields.listing?.id ?? newId("listing", now.getTime());
  await db.insert(listings).values({
    hostId,
    status: "published",
    title: "Garden floor of a brick rowhouse",
    description: "The lowest floor of a brick rowhouse, with its own door and a walled garden.",
    countryCode: "US",
    region: "New York",
    city: "Albany",
    neighbourhood: "Center Square",
    addressLine: "12 Jay Street",
    postalCode: "12210",
    latitude: 42.6541,
    longitude: -73.7612,
    fuzzedLatitude: 42.6563,
    fuzzedLongitude: -73.7581,
    capacity: 3,
    bedrooms: 1,
    beds: 2,
    bathroomHalves: 2,
    amenities: ["wifi", "kitchen", "heating", "smoke_alarm", "self_check_in"],
    houseRules: {
      petsAllowed: false,
      smokingAllowed: false,
      partiesAllowed: false,
      childrenWelcome: true,
      quietFromMinutes: 1320,
      quietUntilMinutes: 480,
      more: [],
    },
    safety: {
      smokeAlarm: true,
      carbonMonoxideAlarm: true,
      outdoorCamera: false,
      cameraNote: "",
      stairs: false,
      petsOnPremises: false,
    },
    selfCheckIn: true,
    checkInNote: "The keypad's code is 4711.",
    createdAt: now,
    updatedAt: now,
    publishedAt: now,
    ...fields.listing,
    id: listingId,
  });
  await db.insert(listingPrices).values({
    currency: "USD",
    baseMinor: 11_300,
    weekendMinor: 12_900,
    cleaningFeeMinor: 4_500,
    guestsIncluded: 3,
    updatedAt: now,
    ...fields.prices,
    listingId,
  });
  await db.insert(stayRules).values({ ...fields.rules, listingId });
  await addPhotos(db, now, listingId, fields.photoCount ?? PHOTO_ROOMS.length);
  const ownPrices = Object.entries(fields.nightPrices ?? {});
  if (ownPrices.length > 0) {
    await db
      .insert(nightPrices)
      .values(ownPrices.map(([night, amountMinor]) => ({ listingId, night: localDate(night), amountMinor })));
  }
  const ownRules = Object.entries(fields.nightRules ?? {});
  if (ownRules.length > 0) {
    await db
      .insert(nightRules)
      .values(ownRules.map(([night, nightsMin]) => ({ listingId, night: localDate(night), nightsMin })));
  }
  return { listingId, hostId };
}

/** Claims nights without asking, as if a booking, block or hold had done it. */
export async function addClaims(
  db: Db,
  input: {
    listingId: ListingId;
    stay: Stay;
    kind: "hold" | "booking" | "block" | "import";
    claimId?: string;
    expiresAt?: Date;
  },
): Promise<string> {
  const claimId = input.claimId ?? uuidOf(newId("booking"));
  await db.insert(nightClaims).values(
    nightsOf(input.stay).map((night) => ({
      listingId: input.listingId,
      night,
      kind: input.kind,
      claimId,
      expiresAt: input.expiresAt ?? null,
    })),
  );
  return claimId;
}

async function addHostOfListing(db: Db, now: Date): Promise<PersonId> {
  const personId = newId("person", now.getTime());
  await db.insert(people).values({
    id: personId,
    name: "Halina Nowak",
    email: `host-${personId.slice(-10)}@example.com`,
    emailVerified: true,
    createdAt: now,
    updatedAt: now,
  });
  await db.insert(hosts).values({ personId, hostSince: now });
  return personId;
}

async function addPhotos(db: Db, now: Date, listingId: ListingId, count: number): Promise<void> {
  if (count === 0) return;
  await db.insert(listingPhotos).values(
    Array.from({ length: count }, (_, ordinal) => {
      const room = PHOTO_ROOMS[ordinal % PHOTO_ROOMS.length] ?? "other";
      return {
        id: newId("photo", now.getTime()),
        listingId,
        ordinal,
        room,
        caption: "",
        alt: `Drawing: ${room} of a brick rowhouse`,
        origin: "demo" as const,
        stem: `homes/center-square-${room}`,
        widths: [480, 960, 1440],
        width: 1440,
        height: 960,
        blur: "data:image/webp;base64,AA==",
        sha256: "0".repeat(64),
        createdAt: now,
      };
    }),
  );
}
