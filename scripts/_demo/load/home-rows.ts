import { nightsChanged } from "@/server/modules/calendar/events";
import { computeFuzzedPoint } from "@/server/modules/listings/compute-fuzzed-point";
import { listingPublished } from "@/server/modules/listings/events";
import type { ListingId } from "@/server/primitives/id";
import { uuidOf } from "@/server/primitives/id";
import { addDays, fromDayNumber } from "@/server/primitives/local-date";
import { instantAt } from "@/server/primitives/zoned";
import type { DemoListing } from "../market/types";
import type { PlacedHome, StayTools } from "./stay-facts";

const NOON_MINUTES = 720;
const EDITED_DAYS_AGO = 9;
/** Guest favourite: at least five reviews in four years with one in the last two, and a high rating. */
const FAVOURITE_REVIEWS_MIN = 5;
const FAVOURITE_CENTI_MIN = 482;
const YEAR_MS = 365 * 86_400_000;

/** A home's own rows: what it is, shows, costs, and when it can be had. */
export async function addHome(tools: StayTools & { pointSecret: string }, placed: PlacedHome): Promise<void> {
  const { sinks, frame, now } = tools;
  const { home, listingId, hostId } = placed;
  const publishedAt = instantAt(fromDayNumber(home.listedDay), NOON_MINUTES, frame.timeZone);
  const updatedAt = new Date(Math.max(publishedAt.getTime(), now.getTime() - EDITED_DAYS_AGO * 86_400_000));
  const fuzzed = await computeFuzzedPoint(tools.pointSecret, listingId, home);
  const rated = home.stays.flatMap((stay) => (stay.review ? [stay.review] : []));
  sinks.listings.add({
    id: listingId,
    hostId,
    status: "published",
    title: home.title,
    description: home.description,
    propertyType: home.facts.propertyType,
    roomType: home.facts.roomType,
    countryCode: frame.countryCode,
    region: frame.region,
    city: frame.name,
    neighbourhood: home.neighbourhood,
    addressLine: home.addressLine,
    postalCode: home.postalCode,
    latitude: home.latitude,
    longitude: home.longitude,
    fuzzedLatitude: fuzzed.latitude,
    fuzzedLongitude: fuzzed.longitude,
    timeZone: frame.timeZone,
    capacity: home.facts.guestsMax,
    bedrooms: home.facts.bedrooms,
    beds: home.facts.beds,
    bathroomHalves: home.facts.bathHalves,
    areaSquareMetres: home.areaSquareMetres,
    amenities: home.facts.amenities,
    petsMax: home.petsMax,
    houseRules: home.houseRules,
    safety: home.safety,
    checkInFromMinutes: home.checkInFromMinutes,
    checkOutByMinutes: home.checkOutByMinutes,
    checkInNote: home.checkInNote,
    selfCheckIn: home.facts.amenities.includes("self_check_in"),
    instantBook: true,
    cancellationPolicy: home.cancellationPolicy,
    registrationNumber: null,
    currency: frame.currency,
    draftStep: "review",
    version: 1,
    ratingSumCenti: rated.reduce((sum, review) => sum + review.stars.rating * 100, 0),
    reviewCount: rated.length,
    guestFavourite: isFavourite(rated, now),
    createdAt: publishedAt,
    updatedAt,
    publishedAt,
  });
  addPhotos(tools, home, listingId, publishedAt);
  addPricesAndRules(tools, home, listingId, updatedAt);
  tools.events.note(
    listingPublished,
    {
      listingId,
      hostId,
      countryCode: frame.countryCode,
      city: frame.name,
      neighbourhood: home.neighbourhood,
    },
    publishedAt,
  );
}

function isFavourite(
  rated: ReadonlyArray<{ publishedAtMs: number; stars: { rating: number } }>,
  now: Date,
): boolean {
  const recent = rated.filter((review) => review.publishedAtMs > now.getTime() - 4 * YEAR_MS);
  if (recent.length < FAVOURITE_REVIEWS_MIN) return false;
  if (!recent.some((review) => review.publishedAtMs > now.getTime() - 2 * YEAR_MS)) return false;
  return (
    (100 * recent.reduce((sum, review) => sum + review.stars.rating, 0)) / recent.length >=
    FAVOURITE_CENTI_MIN
  );
}

function addPhotos(
  { sinks, ids }: StayTools,
  home: DemoListing,
  listingId: ListingId,
  createdAt: Date,
): void {
  home.photos.forEach((photo, ordinal) => {
    sinks.listingPhotos.add({
      id: ids.of("photo", createdAt.getTime(), home.listing, ordinal),
      listingId,
      ordinal,
      room: photo.room,
      caption: photo.caption,
      alt: photo.alt,
      origin: "demo",
      stem: photo.stem,
      widths: [...photo.widths],
      width: photo.width,
      height: photo.height,
      blur: photo.blur,
      sha256: photo.sha256,
      createdAt,
    });
  });
}

function addPricesAndRules(tools: StayTools, home: DemoListing, listingId: ListingId, updatedAt: Date): void {
  const { sinks, ids, events, now, frame } = tools;
  sinks.listingPrices.add({
    listingId,
    currency: frame.currency,
    ...home.prices,
    nightMinMinor: null,
    nightMaxMinor: null,
    updatedAt,
  });
  for (const { day, amountMinor } of home.nightPrices)
    sinks.nightPrices.add({ listingId, night: fromDayNumber(day), amountMinor });
  sinks.stayRules.add({
    listingId,
    nightsMin: home.facts.nightsMin,
    nightsMax: home.facts.nightsMax,
    advanceNoticeHours: home.advanceNoticeHours,
    preparationNights: 0,
    bookingWindowDays: home.bookingWindowDays,
    checkInWeekdays: [1, 2, 3, 4, 5, 6, 7],
    checkOutWeekdays: [1, 2, 3, 4, 5, 6, 7],
  });
  for (const { day, nightsMin } of home.nightRules)
    sinks.nightRules.add({ listingId, night: fromDayNumber(day), nightsMin });
  home.blocks.forEach((block, index) => {
    const checkIn = fromDayNumber(block.day);
    const checkOut = addDays(checkIn, block.nights);
    const createdAt = new Date(now.getTime() - ((index % 20) + 1) * 86_400_000);
    const blockId = ids.of("block", createdAt.getTime(), home.listing, index);
    sinks.calendarBlocks.add({ id: blockId, listingId, checkIn, checkOut, note: block.note, createdAt });
    for (let night = 0; night < block.nights; night += 1) {
      sinks.nightClaims.add({
        listingId,
        night: addDays(checkIn, night),
        kind: "block",
        claimId: uuidOf(blockId),
        expiresAt: null,
        preparation: false,
      });
    }
    events.note(nightsChanged, { listingId, checkIn, checkOut, cause: "blocked" }, createdAt);
  });
}
