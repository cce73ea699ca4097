/** Contracts of the operator's pages of one person and of one home. */
import { z } from "zod";
import {
  actionContract,
  bookingRowContract,
  eventRowContract,
  listingRowContract,
  personRowContract,
} from "@/server/modules/admin/contract";
import { stayRulesContract } from "@/server/modules/calendar/contract";
import {
  CANCELLATION_POLICIES,
  PUBLISH_CHECKS,
  photoContract,
  ROOM_TYPES,
} from "@/server/modules/listings/contract";
import { deliveryContract } from "@/server/modules/notifications/contract";
import { idContract, localDateContract, moneyContract } from "@/server/primitives/contracts";

export const readAdminPersonInput = z.strictObject({ personId: idContract("person") });
export const readAdminPersonOutput = z.object({
  person: personRowContract.extend({
    locale: z.string(),
    about: z.string().nullable(),
    /** Mail to the address bounced or was complained about. */
    emailSuppressedAt: z.date().nullable(),
    /** Bookings of their homes. */
    hostedCount: z.int(),
    host: z
      .object({
        hostSince: z.date(),
        superhost: z.boolean(),
        responseRateBps: z.int().nullable(),
        responseMinutesMedian: z.int().nullable(),
        languages: z.array(z.string()),
      })
      .nullable(),
    grant: z
      .object({ grantedAt: z.date(), grantedBy: z.string(), revokedAt: z.date().nullable() })
      .nullable(),
  }),
  /** The latest of each; the lists have the rest. */
  bookings: z.array(bookingRowContract),
  hosted: z.array(bookingRowContract),
  listings: z.array(listingRowContract),
  /** Where they are signed in now; never what opens the session. */
  sessions: z.array(
    z.object({
      sessionId: idContract("session"),
      userAgent: z.string().nullable(),
      ipAddress: z.string().nullable(),
      signedInAt: z.date(),
      lastSeenAt: z.date(),
      expiresAt: z.date(),
    }),
  ),
  deliveries: z.array(deliveryContract),
  events: z.array(eventRowContract),
  /** What operators did to them. */
  actions: z.array(actionContract),
});
export type AdminPerson = z.output<typeof readAdminPersonOutput>;

export const NIGHT_STATES = ["free", "held", "booked", "blocked", "imported"] as const;
/** Nights from the home's today on that its page shows. */
export const NIGHTS_SHOWN = 91;

export const readAdminListingInput = z.strictObject({ listingId: idContract("listing") });
export const readAdminListingOutput = z.object({
  listing: listingRowContract.extend({
    version: z.int(),
    updatedAt: z.date(),
    /** What it lacks before guests may find it. */
    missing: z.array(z.enum(PUBLISH_CHECKS)),
    propertyType: z.string(),
    roomType: z.enum(ROOM_TYPES),
    countryCode: z.string(),
    region: z.string(),
    addressLine: z.string(),
    postalCode: z.string(),
    point: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
    timeZone: z.string(),
    capacity: z.int(),
    bedrooms: z.int(),
    beds: z.int(),
    bathroomHalves: z.int(),
    petsMax: z.int(),
    amenityCount: z.int(),
    cancellationPolicy: z.enum(CANCELLATION_POLICIES),
    checkInFromMinutes: z.int(),
    checkOutByMinutes: z.int(),
    registrationNumber: z.string().nullable(),
    guestFavourite: z.boolean(),
  }),
  photos: z.array(photoContract),
  prices: z
    .object({
      base: moneyContract,
      weekend: moneyContract.nullable(),
      cleaningFee: moneyContract,
      weeklyDiscountBps: z.int(),
      monthlyDiscountBps: z.int(),
    })
    .nullable(),
  rules: stayRulesContract,
  calendar: z.object({
    today: localDateContract,
    nights: z.array(z.object({ night: localDateContract, state: z.enum(NIGHT_STATES) })),
    /** Nights side by side that one booking, hold or block has. */
    spans: z.array(
      z.object({
        state: z.enum(NIGHT_STATES),
        checkIn: localDateContract,
        checkOut: localDateContract,
        preparation: z.boolean(),
        bookingId: idContract("booking").nullable(),
        note: z.string().nullable(),
      }),
    ),
  }),
  bookings: z.array(bookingRowContract),
  events: z.array(eventRowContract),
  actions: z.array(actionContract),
});
export type AdminListing = z.output<typeof readAdminListingOutput>;
