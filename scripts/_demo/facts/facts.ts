import type { Amenity, PROPERTY_TYPES, ROOM_TYPES } from "@/server/modules/listings/contract";

export type PropertyType = (typeof PROPERTY_TYPES)[number];
export type RoomType = (typeof ROOM_TYPES)[number];

/** A run of days: first day as an offset from the day the calendar was taken, and how many. */
export type DayRun = readonly [firstDay: number, days: number];

/** Six categories and the whole, each in hundredths of a star. */
export type RatingFacts = {
  overall: number;
  accuracy: number;
  cleanliness: number;
  checkIn: number;
  communication: number;
  location: number;
  value: number;
};

export type HostFacts = {
  /** Day number since 1970-01-01. */
  sinceDay: number | null;
  responsePercent: number | null;
  responseTime: "hour" | "hours" | "day" | "days" | null;
  superhost: boolean;
};

export type ListingFacts = {
  /** Index into `hosts`. */
  host: number;
  latitude: number;
  longitude: number;
  /** The publisher's neighbourhood (in Albany the ward), as written there. */
  ward: string;
  propertyType: PropertyType;
  roomType: RoomType;
  guestsMax: number;
  bedrooms: number;
  beds: number;
  /** Bathrooms in halves: 3 is one and a half. */
  bathHalves: number;
  bathShared: boolean;
  amenities: Amenity[];
  baseMinor: number;
  /** Friday and Saturday, when they differ. */
  weekendMinor: number | null;
  /** Runs of days with another price than base and weekend give. */
  priceRuns: Array<{ run: DayRun; amountMinor: number }>;
  /** Where the price came from; "comparable" is the median of the like homes that have one. */
  priceSource: "listing" | "calendar" | "comparable";
  nightsMin: number;
  nightsMax: number;
  /** Runs of days with another minimum stay. */
  nightsMinRuns: Array<{ run: DayRun; nightsMin: number }>;
  /** Nights that were not to be had, whether booked or blocked: the source does not tell. */
  taken: DayRun[];
  instantBook: boolean;
  rating: RatingFacts | null;
  /** Oldest first. A guest is a number; the same number is the same person. */
  reviews: Array<{ day: number; guest: number }>;
};

/** What the demo knows of a city's homes: numbers and codes, and not one name, title or sentence of a person. */
export type CityFacts = {
  city: string;
  credit: string;
  currency: string;
  /** Day number on which the calendar begins. */
  takenDay: number;
  calendarDays: number;
  hosts: HostFacts[];
  listings: ListingFacts[];
};
