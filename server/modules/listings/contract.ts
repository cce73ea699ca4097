/** Contracts of listings. The browser may import them. */
import { z } from "zod";
import {
  AMENITIES,
  CANCELLATION_POLICIES,
  EDITOR_STEPS,
  PROPERTY_TYPES,
  PUBLISH_CHECKS,
  ROOM_TYPES,
  ROOMS,
} from "@/server/modules/listings/words";
import { cursorContract, idContract, pageContract, textContract } from "@/server/primitives/contracts";

export type { Amenity } from "@/server/modules/listings/words";
export {
  AMENITIES,
  CANCELLATION_POLICIES,
  EDITOR_STEPS,
  PROPERTY_TYPES,
  PUBLISH_CHECKS,
  ROOM_TYPES,
  ROOMS,
} from "@/server/modules/listings/words";

export const houseRulesContract = z.object({
  petsAllowed: z.boolean(),
  smokingAllowed: z.boolean(),
  partiesAllowed: z.boolean(),
  childrenWelcome: z.boolean(),
  /** Minutes of the day; null: no quiet hours. */
  quietFromMinutes: z.int().min(0).max(1439).nullable(),
  quietUntilMinutes: z.int().min(0).max(1439).nullable(),
  more: z.array(textContract(200, 1)).max(10),
});
export type HouseRules = z.output<typeof houseRulesContract>;

export const safetyContract = z.object({
  smokeAlarm: z.boolean(),
  carbonMonoxideAlarm: z.boolean(),
  outdoorCamera: z.boolean(),
  /** What the camera sees and when; shown before booking. */
  cameraNote: textContract(300),
  stairs: z.boolean(),
  petsOnPremises: z.boolean(),
});
export type SafetyFacts = z.output<typeof safetyContract>;

export const photoContract = z.object({
  photoId: idContract("photo"),
  room: z.enum(ROOMS),
  caption: z.string(),
  alt: z.string(),
  /** `${base}-${width}.webp` for each of `widths`. */
  base: z.string(),
  widths: z.array(z.int()),
  width: z.int(),
  height: z.int(),
  blur: z.string(),
});
export type Photo = z.output<typeof photoContract>;

export const hostCardContract = z.object({
  hostId: idContract("person"),
  name: z.string(),
  about: z.string().nullable(),
  hostSince: z.date(),
  superhost: z.boolean(),
  responseRateBps: z.int().nullable(),
  responseMinutesMedian: z.int().nullable(),
  languages: z.array(z.string()),
  listingCount: z.int(),
});

/** What anybody may see of a published listing. Has no field for the exact address or point. */
export const publicListingContract = z.object({
  listingId: idContract("listing"),
  title: z.string(),
  description: z.string(),
  propertyType: z.enum(PROPERTY_TYPES),
  roomType: z.enum(ROOM_TYPES),
  countryCode: z.string(),
  region: z.string(),
  city: z.string(),
  neighbourhood: z.string(),
  /** Centre of the fuzzed circle (radius 500 m). */
  circle: z.object({ latitude: z.number(), longitude: z.number(), radiusMetres: z.int() }),
  timeZone: z.string(),
  capacity: z.int(),
  bedrooms: z.int(),
  beds: z.int(),
  bathroomHalves: z.int(),
  areaSquareMetres: z.int().nullable(),
  amenities: z.array(z.enum(AMENITIES)),
  petsMax: z.int(),
  houseRules: houseRulesContract,
  safety: safetyContract,
  checkInFromMinutes: z.int(),
  checkOutByMinutes: z.int(),
  selfCheckIn: z.boolean(),
  instantBook: z.boolean(),
  cancellationPolicy: z.enum(CANCELLATION_POLICIES),
  registrationNumber: z.string().nullable(),
  currency: z.string(),
  baseMinor: z.int(),
  guestFavourite: z.boolean(),
  /** Mean rating in hundredths (494 = 4.94); null before the first review. */
  ratingCenti: z.int().nullable(),
  reviewCount: z.int(),
  photos: z.array(photoContract),
  host: hostCardContract,
  publishedAt: z.date(),
});
export type PublicListing = z.output<typeof publicListingContract>;

export const readListingInput = z.strictObject({ listingId: idContract("listing") });

// --- the host's side

export const listingDraftFields = z.strictObject({
  title: textContract(80).optional(),
  description: textContract(5000).optional(),
  propertyType: z.enum(PROPERTY_TYPES).optional(),
  roomType: z.enum(ROOM_TYPES).optional(),
  countryCode: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  region: textContract(80).optional(),
  city: textContract(80).optional(),
  neighbourhood: textContract(80).optional(),
  addressLine: textContract(160).optional(),
  postalCode: textContract(16).optional(),
  latitude: z.number().min(-90).max(90).optional(),
  longitude: z.number().min(-180).max(180).optional(),
  timeZone: z.string().max(64).optional(),
  capacity: z.int().min(1).max(50).optional(),
  bedrooms: z.int().min(0).max(50).optional(),
  beds: z.int().min(1).max(100).optional(),
  bathroomHalves: z.int().min(0).max(100).optional(),
  areaSquareMetres: z.int().min(5).max(5000).nullable().optional(),
  amenities: z.array(z.enum(AMENITIES)).max(AMENITIES.length).optional(),
  petsMax: z.int().min(0).max(10).optional(),
  houseRules: houseRulesContract.optional(),
  safety: safetyContract.optional(),
  checkInFromMinutes: z.int().min(0).max(1439).optional(),
  checkOutByMinutes: z.int().min(0).max(1439).optional(),
  checkInNote: textContract(1000).optional(),
  selfCheckIn: z.boolean().optional(),
  instantBook: z.literal(true).optional(),
  cancellationPolicy: z.enum(CANCELLATION_POLICIES).optional(),
  registrationNumber: textContract(40).nullable().optional(),
});
export const saveListingInput = z.strictObject({
  listingId: idContract("listing"),
  /** The version the edit was made on; another version in between is refused with `listing_changed_meanwhile`. */
  version: z.int().min(1),
  draftStep: z.enum(EDITOR_STEPS).optional(),
  fields: listingDraftFields,
});
export const createListingInput = z.strictObject({ fields: listingDraftFields.optional() });

export const ownListingContract = z.object({
  listingId: idContract("listing"),
  status: z.enum(["draft", "published", "paused"]),
  version: z.int(),
  draftStep: z.enum(EDITOR_STEPS),
  /** The point is null until the host has set it. */
  fields: listingDraftFields.required().extend({
    latitude: z.number().nullable(),
    longitude: z.number().nullable(),
  }),
  photos: z.array(photoContract),
  missing: z.array(z.enum(PUBLISH_CHECKS)),
  baseMinor: z.int().nullable(),
  currency: z.string(),
  ratingCenti: z.int().nullable(),
  reviewCount: z.int(),
  updatedAt: z.date(),
});
export type OwnListing = z.output<typeof ownListingContract>;
export const listOwnListingsInput = z.strictObject({ cursor: cursorContract });
export const movePhotoInput = z.strictObject({
  listingId: idContract("listing"),
  photoIds: z.array(idContract("photo")).min(1).max(60),
});
export const editPhotoInput = z.strictObject({
  listingId: idContract("listing"),
  photoId: idContract("photo"),
  caption: textContract(120).optional(),
  alt: textContract(250).optional(),
  room: z.enum(ROOMS).optional(),
});
export const removePhotoInput = z.strictObject({
  listingId: idContract("listing"),
  photoId: idContract("photo"),
});
export const createListingOutput = z.object({ listingId: idContract("listing") });
export const listOwnListingsOutput = pageContract(ownListingContract);
export const OWN_LISTINGS_PAGE_SIZE = 24;
