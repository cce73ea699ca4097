/** Contracts of search. */
import { z } from "zod";
import { AMENITIES, PROPERTY_TYPES, photoContract, ROOM_TYPES } from "@/server/modules/listings/contract";
import { SEARCH_SORTS } from "@/server/modules/search/words";
import {
  cursorContract,
  idContract,
  moneyContract,
  partyContract,
  stayContract,
} from "@/server/primitives/contracts";

export type { SearchSort } from "@/server/modules/search/words";

export const SEARCH_PAGE_SIZE_MAX = 48;
/** Why a home stands where it stands; each is a message `reason.<code>` of the search catalogue. */
export const SEARCH_REASONS = [
  "saved",
  "guest_favourite",
  "top_rated",
  "much_reviewed",
  "well_rated",
  "new_home",
  "no_reviews_yet",
  "by_price",
  "by_rating",
  "by_distance",
] as const;
export type SearchReason = (typeof SEARCH_REASONS)[number];

export const boxContract = z.strictObject({
  west: z.number().min(-180).max(180),
  south: z.number().min(-90).max(90),
  east: z.number().min(-180).max(180),
  north: z.number().min(-90).max(90),
});

export const searchFiltersContract = z.strictObject({
  /** Lowest and highest total for the stay (with dates) or nightly price (without), minor units. */
  priceMinMinor: z.int().min(0).optional(),
  priceMaxMinor: z.int().min(0).optional(),
  bedroomsMin: z.int().min(0).max(20).optional(),
  bedsMin: z.int().min(0).max(30).optional(),
  bathroomHalvesMin: z.int().min(0).max(40).optional(),
  roomTypes: z.array(z.enum(ROOM_TYPES)).max(ROOM_TYPES.length).optional(),
  propertyTypes: z.array(z.enum(PROPERTY_TYPES)).max(PROPERTY_TYPES.length).optional(),
  amenities: z.array(z.enum(AMENITIES)).max(AMENITIES.length).optional(),
  instantBook: z.literal(true).optional(),
  selfCheckIn: z.literal(true).optional(),
  petsAllowed: z.literal(true).optional(),
  freeCancellation: z.literal(true).optional(),
  guestFavourite: z.literal(true).optional(),
});
export type SearchFilters = z.output<typeof searchFiltersContract>;

export const searchInput = z.strictObject({
  /** Place id of `search.places` (a stable text id such as `us/new-york/albany`), or free text. */
  place: z.string().trim().max(200).optional(),
  box: boxContract.optional(),
  stay: stayContract.optional(),
  party: partyContract.optional(),
  filters: searchFiltersContract.optional(),
  sort: z.enum(SEARCH_SORTS).default("recommended"),
  cursor: cursorContract,
  pageSize: z.int().min(1).max(SEARCH_PAGE_SIZE_MAX).default(24),
});
export type SearchInput = z.output<typeof searchInput>;

export const cardContract = z.object({
  listingId: idContract("listing"),
  title: z.string(),
  propertyType: z.enum(PROPERTY_TYPES),
  roomType: z.enum(ROOM_TYPES),
  city: z.string(),
  neighbourhood: z.string(),
  /** The fuzzed point. */
  latitude: z.number(),
  longitude: z.number(),
  capacity: z.int(),
  bedrooms: z.int(),
  beds: z.int(),
  bathroomHalves: z.int(),
  instantBook: z.boolean(),
  guestFavourite: z.boolean(),
  freeCancellation: z.boolean(),
  ratingCenti: z.int().nullable(),
  reviewCount: z.int(),
  photos: z.array(photoContract),
  /** With dates: the stay's total with fees and taxes, equal to checkout's. Without: null. */
  total: moneyContract.nullable(),
  /** Mean night price with dates, base price without. */
  nightly: moneyContract,
  saved: z.boolean(),
  /** Values by code: `ratingCenti` and `reviewCount`, or `metres`; whole numbers as text. */
  reason: z.object({ code: z.enum(SEARCH_REASONS), values: z.record(z.string(), z.string()) }).nullable(),
});
export type ListingCardView = z.output<typeof cardContract>;

export const placeContract = z.object({
  placeId: z.string(),
  name: z.string(),
  /** e.g. `Albany, New York, United States`. */
  fullName: z.string(),
  kind: z.enum(["country", "region", "city", "neighbourhood"]),
  latitude: z.number(),
  longitude: z.number(),
  box: boxContract.nullable(),
  listingCount: z.int(),
});
export type PlaceView = z.output<typeof placeContract>;

export const FILTER_NAMES = [
  "price",
  "bedrooms",
  "beds",
  "bathrooms",
  "roomTypes",
  "propertyTypes",
  "amenities",
  "instantBook",
  "selfCheckIn",
  "petsAllowed",
  "freeCancellation",
  "guestFavourite",
] as const;
export type FilterName = (typeof FILTER_NAMES)[number];

/** A way on from nothing: the same search with one thing changed. */
export const alternativeContract = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("other_dates"), stay: stayContract, matchCount: z.int() }),
  /** Either a wider box of the map, or the place around the one that was asked for. */
  z.object({
    kind: z.literal("wider_map"),
    box: boxContract.nullable(),
    place: placeContract.nullable(),
    matchCount: z.int(),
  }),
  z.object({ kind: z.literal("drop_filter"), filter: z.enum(FILTER_NAMES), matchCount: z.int() }),
]);
export type SearchAlternative = z.output<typeof alternativeContract>;

const countsContract = z.record(z.string(), z.int());
export const searchOutput = z.object({
  place: placeContract.nullable(),
  items: z.array(cardContract),
  nextCursor: z.string().optional(),
  /** All matches, over every page. */
  matchCount: z.int(),
  /** True when homes were left unread that may match as well: then the count is "at least". */
  matchCountIsLeast: z.boolean(),
  /** True when homes were left unread, matches or not: then `counts` and the histogram's bins are "at least". */
  countsAreLeast: z.boolean(),
  /** False when the search came to its bound before it was sure that no other home belongs on this page. */
  sequenceIsSure: z.boolean(),
  /** For each filter value: how many would match with it on as well. */
  counts: z.object({
    roomTypes: countsContract,
    propertyTypes: countsContract,
    amenities: countsContract,
    /** "n or more", n from 1 to 8. */
    bedrooms: countsContract,
    beds: countsContract,
    instantBook: z.int(),
    selfCheckIn: z.int(),
    petsAllowed: z.int(),
    freeCancellation: z.int(),
    guestFavourite: z.int(),
  }),
  /** Prices of all matches before the price filter, in equal steps, for the histogram. */
  histogram: z.object({
    currency: z.string(),
    minMinor: z.int(),
    maxMinor: z.int(),
    /** Where the scale ends: with the dearest, or below the few that are far dearer, which the last step holds as well. */
    topMinor: z.int(),
    medianMinor: z.int(),
    bins: z.array(z.int()),
  }),
  /** Points and prices of matches on the map, up to 500. */
  pins: z.array(
    z.object({
      listingId: idContract("listing"),
      latitude: z.number(),
      longitude: z.number(),
      amountMinor: z.int(),
      currency: z.string(),
      saved: z.boolean(),
    }),
  ),
  /** Filled when nothing matches: nearest ways on, each with its count (above zero), most useful first. */
  alternatives: z.array(alternativeContract),
});
export type SearchResult = z.output<typeof searchOutput>;

export const placesInput = z.strictObject({
  text: z.string().trim().max(100),
  limit: z.int().min(1).max(10).default(6),
});
export const placesOutput = z.object({ places: z.array(placeContract) });

export const CARDS_MAX = 100;
export const cardsInput = z.strictObject({
  listingIds: z.array(idContract("listing")).max(CARDS_MAX),
  stay: stayContract.optional(),
  party: partyContract.optional(),
});
export const cardsOutput = z.object({ cards: z.array(cardContract) });

/** What somebody did, told by the browser or app after it was shown; feeds recommendations and the funnel. */
export const interactionInput = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("search"),
    place: z.string().max(200).nullable(),
    stay: stayContract.nullable(),
    guests: z.int().min(1).max(100),
    matchCount: z.int().min(0),
  }),
  z.strictObject({
    kind: z.literal("view"),
    listingId: idContract("listing"),
    source: z.enum(["search", "home", "similar", "wishlist", "link"]),
  }),
  z.strictObject({ kind: z.literal("quote"), listingId: idContract("listing"), stay: stayContract }),
]);
export const recordInteractionsInput = z.strictObject({
  interactions: z.array(interactionInput).min(1).max(20),
});
export const recordInteractionsOutput = z.object({ recordedCount: z.int() });

export const neighbourhoodsInput = z.strictObject({ limit: z.int().min(1).max(24).default(6) });
/** Where the market's homes are: neighbourhoods with most homes first, each with its lowest nightly price. */
export const neighbourhoodsOutput = z.object({
  /** The city with most homes, and how many the whole market has. */
  city: z.string().nullable(),
  region: z.string().nullable(),
  listingCount: z.int(),
  neighbourhoods: z.array(
    z.object({ placeId: z.string(), name: z.string(), listingCount: z.int(), from: moneyContract }),
  ),
});
export type Neighbourhoods = z.output<typeof neighbourhoodsOutput>;
