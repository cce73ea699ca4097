import { describe, expect, test } from "vitest";
import { BOOKING_STATUS_VALUES } from "@/server/modules/bookings/contract";
import { newBookingCode } from "@/server/modules/bookings/new-booking-code";
import { toCalendarText } from "@/server/modules/bookings/read-calendar-file";
import {
  awaitsPayment,
  isStanding,
  mayBecome,
  statusesBefore,
  TRANSITIONS,
} from "@/server/modules/bookings/rules";
import { BOOKING_STATUSES } from "@/server/modules/bookings/tables";

describe("the state machine", () => {
  test("has an answer for every status, and the table knows the same ones", () => {
    expect(Object.keys(TRANSITIONS).sort()).toEqual([...BOOKING_STATUS_VALUES].sort());
    expect([...BOOKING_STATUSES].sort()).toEqual([...BOOKING_STATUS_VALUES].sort());
  });

  test("never leaves an end", () => {
    for (const end of [
      "completed",
      "declined",
      "cancelled_by_guest",
      "cancelled_by_host",
      "no_show",
    ] as const)
      expect(TRANSITIONS[end]).toEqual([]);
  });

  test("confirms a hold, or a hold that lapsed and was paid after all, and nothing else", () => {
    expect(statusesBefore("confirmed").sort()).toEqual(["expired", "held"]);
    expect(BOOKING_STATUS_VALUES.filter(awaitsPayment)).toEqual(["held", "expired"]);
  });

  test("cancels what stands, and not what is over", () => {
    expect(mayBecome("confirmed", "cancelled_by_guest")).toBe(true);
    expect(mayBecome("checked_in", "cancelled_by_guest")).toBe(true);
    expect(mayBecome("held", "cancelled_by_guest")).toBe(false);
    expect(mayBecome("completed", "cancelled_by_guest")).toBe(false);
  });

  test("shows the address while the stay stands, and to nobody who only held or cancelled it", () => {
    expect(BOOKING_STATUS_VALUES.filter(isStanding)).toEqual(["confirmed", "checked_in", "completed"]);
  });
});

test("booking codes have no letter or digit that is taken for another, and seldom repeat", () => {
  const codes = Array.from({ length: 2_000 }, newBookingCode);
  for (const code of codes) expect(code).toMatch(/^RST-[23456789ABCDEFGHJKMNPQRSTVWXYZ]{5}$/);
  expect(new Set(codes).size).toBeGreaterThan(1_990);
});

test("a stay as a calendar file is one event in UTC with escaped text in lines of 75 octets at most", () => {
  const text = toCalendarText({
    uid: "booking_x@roost",
    stampedAt: new Date("2026-04-28T19:31:00Z"),
    beginsAt: new Date("2026-05-14T19:00:00Z"),
    endsAt: new Date("2026-05-17T15:00:00Z"),
    summary: "Garten, Größe; \\ BEGIN:VEVENT\r\nX",
    place: `12 Jay Street, ${"ü".repeat(80)}`,
    description: "Roost RST-8TC3V",
    url: "http://localhost:3000/trips/booking_x",
  });
  expect(text).toContain("DTSTART:20260514T190000Z\r\nDTEND:20260517T150000Z\r\n");
  expect(text).toContain("SUMMARY:Garten\\, Größe\\; \\\\ BEGIN:VEVENT\\nX\r\n");
  expect(text.match(/^BEGIN:VEVENT/gm)).toHaveLength(1);
  for (const line of text.split("\r\n"))
    expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
});
