/** What a home needs before guests may find it, and how its facts agree with each other. */
import type { Amenity, HouseRules, PUBLISH_CHECKS, SafetyFacts } from "@/server/modules/listings/contract";

export const TITLE_LENGTH_MIN = 8;
export const DESCRIPTION_LENGTH_MIN = 40;
export const PHOTOS_MIN = 5;

export type PublishCheck = (typeof PUBLISH_CHECKS)[number];

export interface PublishFacts {
  readonly title: string;
  readonly description: string;
  readonly countryCode: string;
  readonly city: string;
  readonly addressLine: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly photoCount: number;
  readonly baseMinor: number | null;
  readonly amenities: readonly string[];
  readonly safety: SafetyFacts;
  readonly emailVerified: boolean;
}

/** Codes of what is missing, in the sequence of the editor; empty when the home may be published. */
export function whyNotPublishable(facts: PublishFacts): PublishCheck[] {
  const lacks: Record<PublishCheck, boolean> = {
    title: facts.title.length < TITLE_LENGTH_MIN,
    description: facts.description.length < DESCRIPTION_LENGTH_MIN,
    address: facts.countryCode === "" || facts.city === "" || facts.addressLine === "",
    point: facts.latitude === null || facts.longitude === null,
    photos: facts.photoCount < PHOTOS_MIN,
    price: facts.baseMinor === null,
    amenities: facts.amenities.length === 0,
    // A camera must be explained to guests before they book.
    safety: facts.safety.outdoorCamera && facts.safety.cameraNote === "",
    email_verified: !facts.emailVerified,
  };
  return (Object.keys(lacks) as PublishCheck[]).filter((check) => lacks[check]);
}

/** Facts that are said in two places are brought to agree: what search filters on is what the page says. */
export function alignFacts<
  Facts extends {
    amenities?: readonly string[] | undefined;
    selfCheckIn?: boolean | undefined;
    houseRules?: HouseRules | undefined;
    petsMax?: number | undefined;
  },
>(facts: Facts): Facts & { amenities?: Amenity[]; petsMax?: number } {
  const petsAllowed = facts.houseRules?.petsAllowed;
  const amenities = new Set(facts.amenities as readonly Amenity[] | undefined);
  const setAmenity = (amenity: Amenity, on: boolean | undefined) => {
    if (on === true) amenities.add(amenity);
    if (on === false) amenities.delete(amenity);
  };
  setAmenity("self_check_in", facts.selfCheckIn);
  setAmenity("pets_allowed", petsAllowed);
  return {
    ...facts,
    ...(facts.amenities === undefined ? {} : { amenities: [...amenities] }),
    ...(petsAllowed === undefined ? {} : { petsMax: petsAllowed ? Math.max(1, facts.petsMax ?? 1) : 0 }),
  };
}
