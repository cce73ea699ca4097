/**
 * The facts of a search document, as `refresh_search_documents` (drizzle/sql/60_search.sql) writes them: one JSON array in
 * a fixed sequence, because a query reads thousands of them. This file is the only reader of that sequence.
 */
import type { StayRules } from "@/server/modules/calendar/contract";
import {
  AMENITIES,
  type Amenity,
  type PROPERTY_TYPES,
  type ROOM_TYPES,
} from "@/server/modules/listings/contract";
import type { CancellationPolicy } from "@/server/modules/pricing/refund-shares";
import type { Currency } from "@/server/primitives/money";

export interface DocumentFacts {
  readonly latitude: number;
  readonly longitude: number;
  readonly capacity: number;
  readonly petsMax: number;
  readonly bedrooms: number;
  readonly beds: number;
  readonly bathroomHalves: number;
  readonly roomType: (typeof ROOM_TYPES)[number];
  readonly propertyType: (typeof PROPERTY_TYPES)[number];
  /** Amenities 0 to 29 and 30 to 59, a bit each: JSON's numbers hold no 60 bits. */
  readonly amenitiesLow: number;
  readonly amenitiesHigh: number;
  readonly instantBook: boolean;
  readonly guestFavourite: boolean;
  readonly policy: CancellationPolicy;
  readonly ratingCenti: number | null;
  readonly reviewCount: number;
  readonly currency: Currency;
  readonly baseMinor: number;
  readonly weekendMinor: number | null;
  readonly weeklyDiscountBps: number;
  readonly monthlyDiscountBps: number;
  readonly cleaningFeeMinor: number;
  readonly extraGuestFeeMinor: number;
  readonly guestsIncluded: number;
  readonly petFeeMinor: number;
  readonly nightMinMinor: number | null;
  readonly nightMaxMinor: number | null;
  readonly countryCode: string;
  readonly region: string;
  readonly city: string;
  readonly timeZone: string;
  readonly checkInFromMinutes: number;
  readonly rules: StayRules;
  /** Days since 1970-01-01. */
  readonly publishedDay: number;
}

export type FactsArray = readonly unknown[];

/** The array was written by our own function from typed columns: each cast states that column's type. */
export function decodeFacts(a: FactsArray): DocumentFacts {
  return {
    latitude: a[0] as number,
    longitude: a[1] as number,
    capacity: a[2] as number,
    petsMax: a[3] as number,
    bedrooms: a[4] as number,
    beds: a[5] as number,
    bathroomHalves: a[6] as number,
    roomType: a[7] as DocumentFacts["roomType"],
    propertyType: a[8] as DocumentFacts["propertyType"],
    amenitiesLow: a[9] as number,
    amenitiesHigh: a[10] as number,
    instantBook: a[11] as boolean,
    guestFavourite: a[12] as boolean,
    policy: a[13] as CancellationPolicy,
    ratingCenti: a[14] as number | null,
    reviewCount: a[15] as number,
    currency: a[16] as Currency,
    baseMinor: a[17] as number,
    weekendMinor: a[18] as number | null,
    weeklyDiscountBps: a[19] as number,
    monthlyDiscountBps: a[20] as number,
    cleaningFeeMinor: a[21] as number,
    extraGuestFeeMinor: a[22] as number,
    guestsIncluded: a[23] as number,
    petFeeMinor: a[24] as number,
    nightMinMinor: a[25] as number | null,
    nightMaxMinor: a[26] as number | null,
    countryCode: a[27] as string,
    region: a[28] as string,
    city: a[29] as string,
    timeZone: a[30] as string,
    checkInFromMinutes: a[31] as number,
    rules: {
      nightsMin: a[32] as number,
      nightsMax: a[33] as number,
      advanceNoticeHours: a[34] as number,
      preparationNights: a[35] as number,
      bookingWindowDays: a[36] as number,
      checkInWeekdays: a[37] as number[],
      checkOutWeekdays: a[38] as number[],
    },
    publishedDay: a[39] as number,
  };
}

const LOW_BITS = 30;

export interface AmenityMask {
  readonly low: number;
  readonly high: number;
}

export function amenityMask(amenities: readonly Amenity[]): AmenityMask {
  let low = 0;
  let high = 0;
  for (const amenity of amenities) {
    const bit = AMENITIES.indexOf(amenity);
    if (bit < LOW_BITS) low |= 1 << bit;
    else high |= 1 << (bit - LOW_BITS);
  }
  return { low, high };
}

/** The same as one number of 60 bits, as the column `amenity_bits` holds it. */
export function amenityBits(amenities: readonly Amenity[]): bigint {
  const { low, high } = amenityMask(amenities);
  return BigInt(low) | (BigInt(high) << BigInt(LOW_BITS));
}

export function hasAmenities(facts: DocumentFacts, mask: AmenityMask): boolean {
  return (facts.amenitiesLow & mask.low) === mask.low && (facts.amenitiesHigh & mask.high) === mask.high;
}
