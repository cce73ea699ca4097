import type { CalendarDays } from "@/app/_ui/calendar/calendar-days";
import type { ListingCardData } from "@/app/_ui/listing-card";
import type { PictureData } from "@/app/_ui/picture";

const widths = [400, 800, 1200];

export function demoPicture(home: string, scene: string, alt: string): PictureData {
  return {
    alt,
    variants: widths.map((width) => ({ width, url: `/demo/homes/${home}-${scene}-${width}.webp` })),
  };
}

const scenes = ["exterior", "living", "bedroom", "kitchen", "terrace"];

export const rowhouse: ListingCardData = {
  id: "listing_garden",
  href: "#garden",
  title: "Garden floor of a brick rowhouse",
  kind: "Apartment",
  place: "Center Square",
  facts: "1 bedroom · 2 beds · 1 bath",
  rating: 4.94,
  reviewCount: 237,
  pictures: scenes.map((scene) =>
    demoPicture("washington-park", scene, `Drawing: ${scene} of a brick rowhouse`),
  ),
  total: { amountMinor: 53248, currency: "USD" },
  nightly: { amountMinor: 12367, currency: "USD" },
  guestFavourite: true,
};

export const bungalow: ListingCardData = {
  ...rowhouse,
  id: "listing_bungalow",
  href: "#bungalow",
  title: "Antique bungalow with a deep porch",
  kind: "House",
  place: "New Scotland",
  facts: "2 bedrooms · 2 beds · 1 bath",
  rating: 4.99,
  reviewCount: 238,
  pictures: scenes.map((scene) =>
    demoPicture("pine-hills", scene, `Drawing: ${scene} of a house with a porch`),
  ),
  total: { amountMinor: 87040, currency: "USD" },
  nightly: { amountMinor: 20320, currency: "USD" },
};

const taken = [1, 2, 3, 7, 8, 9, 21, 22, 23, 24];
const pad = (day: number) => String(day).padStart(2, "0");

/** May 2026 as in the design: taken nights, weekends dearer, three nights at the end of the month. */
export const mayDays: CalendarDays = {
  "2026-04-30": { free: false },
  ...Object.fromEntries(
    Array.from({ length: 31 }, (_, at) => at + 1).map((day) => [
      `2026-05-${pad(day)}`,
      {
        free: !taken.includes(day),
        price: { amountMinor: [4, 5].includes((day + 3) % 7) ? 12900 : 11300, currency: "USD" },
        ...([29, 30].includes(day) ? { minNights: 3 } : {}),
      },
    ]),
  ),
};

export type SampleBooking = {
  id: string;
  guest: string;
  nights: string;
  totalMinor: number;
  state: string;
  tone: "green" | "amber";
};

export const sampleBookings: readonly SampleBooking[] = [
  {
    id: "RST-77CNE",
    guest: "Amara",
    nights: "4–8 May",
    totalMinor: 88448,
    state: "Confirmed",
    tone: "green",
  },
  {
    id: "RST-2HV0P",
    guest: "Ruth",
    nights: "8–11 May",
    totalMinor: 81536,
    state: "Confirmed",
    tone: "green",
  },
  {
    id: "RST-9QX41",
    guest: "Bram",
    nights: "12–14 May",
    totalMinor: 44032,
    state: "Requested",
    tone: "amber",
  },
  {
    id: "RST-4K7M2",
    guest: "Nadia",
    nights: "14–17 May",
    totalMinor: 53248,
    state: "Confirmed",
    tone: "green",
  },
];
