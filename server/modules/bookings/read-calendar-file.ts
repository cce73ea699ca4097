/**
 * A confirmed stay as an iCalendar file (RFC 5545) for the guest's own calendar: one event from check-in to check-out, with
 * the address, under a UID that never changes. Refuses with `booking_not_found` for somebody else's, or unconfirmed.
 */
import { readBooking } from "@/server/modules/bookings/read-booking";
import type { GuestCtx } from "@/server/platform/context";
import type { BookingId } from "@/server/primitives/id";
import { refuse } from "@/server/primitives/refusal";

export interface CalendarFile {
  readonly fileName: string;
  readonly text: string;
}

export async function readCalendarFile(
  ctx: GuestCtx,
  input: { bookingId: BookingId },
): Promise<CalendarFile> {
  const booking = await readBooking(ctx, input);
  const { address } = booking;
  if (!address) throw refuse("booking_not_found", { bookingId: input.bookingId });
  const place = [address.addressLine, `${address.city} ${address.postalCode}`.trim()].join(", ");
  const text = toCalendarText({
    uid: `${booking.bookingId}@roost`,
    stampedAt: booking.confirmedAt ?? booking.heldAt,
    beginsAt: booking.checkInAt,
    endsAt: booking.checkOutAt,
    summary: `${booking.listingTitle}, ${booking.city}`,
    place,
    description: `Roost ${booking.code}`,
    url: `${ctx.config.appUrl}/trips/${booking.bookingId}`,
  });
  return { fileName: `${booking.code}.ics`, text };
}

interface CalendarEvent {
  readonly uid: string;
  readonly stampedAt: Date;
  readonly beginsAt: Date;
  readonly endsAt: Date;
  readonly summary: string;
  readonly place: string;
  readonly description: string;
  readonly url: string;
}

export function toCalendarText(event: CalendarEvent): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Roost//Stay//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    "BEGIN:VEVENT",
    `UID:${event.uid}`,
    `DTSTAMP:${instantText(event.stampedAt)}`,
    `DTSTART:${instantText(event.beginsAt)}`,
    `DTEND:${instantText(event.endsAt)}`,
    `SUMMARY:${escaped(event.summary)}`,
    `LOCATION:${escaped(event.place)}`,
    `DESCRIPTION:${escaped(event.description)}`,
    `URL:${event.url}`,
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return `${lines.map(folded).join("\r\n")}\r\n`;
}

const instantText = (at: Date) => `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;

function escaped(text: string): string {
  return text
    .replaceAll("\\", "\\\\")
    .replaceAll(";", "\\;")
    .replaceAll(",", "\\,")
    .replaceAll(/\r\n|\r|\n/g, "\\n");
}

const OCTETS_MAX = 75;

/** Lines are at most 75 octets; a continuation begins with a space. No character is cut in two. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  let result = "";
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > OCTETS_MAX) {
      result += "\r\n ";
      octets = 1;
    }
    result += character;
    octets += size;
  }
  return result;
}
