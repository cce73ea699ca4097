import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type BookingId,
  ID_PREFIXES,
  idFromUuid,
  idsFromBytes,
  isId,
  newId,
  uuidOf,
  uuidV7,
  writeUuid,
} from "@/server/primitives/id";
import { decodeCursor, encodeCursor, toPage } from "@/server/primitives/page";

describe("ids", () => {
  test("an id and its UUID are one to one, for every noun", () => {
    fc.assert(
      fc.property(fc.uuid(), fc.constantFrom(...ID_PREFIXES), (uuid, prefix) => {
        const id = idFromUuid(prefix, uuid);
        expect(uuidOf(id)).toBe(uuid);
        expect(isId(prefix, id)).toBe(true);
      }),
    );
  });

  test("ids of bytes are the ids of the same UUIDs one by one", () => {
    fc.assert(
      fc.property(fc.array(fc.uuid()), fc.constantFrom(...ID_PREFIXES), (uuids, prefix) => {
        const ids = uuids.map((uuid) => idFromUuid(prefix, uuid));
        const bytes = new Uint8Array(16 * ids.length);
        for (const [nth, id] of ids.entries()) writeUuid(id, bytes, 16 * nth);
        expect(idsFromBytes(prefix, bytes)).toEqual(ids);
      }),
    );
    expect(() => idsFromBytes("event", new Uint8Array(17))).toThrow("not whole UUIDs");
  });

  test("ids keep the sequence of their instants", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 47 }),
        fc.integer({ min: 1, max: 1_000_000 }),
        (ms, later) => {
          expect(newId("booking", ms) < newId("booking", ms + later)).toBe(true);
        },
      ),
    );
  });

  test("the UUID says version 7 and its variant", () => {
    expect(uuidV7(1_700_000_000_000)).toMatch(/^018bcfe5-6800-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test.each([
    "booking_",
    "listing_01h455vb4pex5vsknk084sn02q",
    "booking_81h455vb4pex5vsknk084sn02q",
    "booking_01h455vb4pex5vsknk084sn02u",
    "01h455vb4pex5vsknk084sn02q",
  ])("%s is no booking id", (text) => {
    expect(isId("booking", text)).toBe(false);
  });

  test.each([
    "booking_",
    "booking_01h455vb4pex5vsknk084sn02",
    "booking_01h455vb4pex5vsknk084sn02qq",
    "booking_81h455vb4pex5vsknk084sn02q",
    "booking_01h455vb4pex5vsknk084sn02U",
    "booking_01h455vb4pex5vsknk084sn02é",
  ])("%s has no UUID", (text) => {
    expect(() => uuidOf(text as BookingId)).toThrow("not an id");
  });
});

describe("pages", () => {
  test("a cursor gives back what it was made of", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const cursor = encodeCursor(value);
        // Longer ones are refused as not ours; a position of ours is a few numbers and an id.
        fc.pre(cursor.length <= 1024);
        expect(decodeCursor(cursor)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test("a cursor that is not ours reads as nothing", () => {
    for (const text of ["", "***", "e30=", "_w", "x".repeat(2_000)])
      expect(decodeCursor(text)).toBeUndefined();
  });

  test("one row more than the page means there is a next page", () => {
    expect(toPage([1, 2, 3], 2, (last) => last)).toEqual({ items: [1, 2], nextCursor: encodeCursor(2) });
    expect(toPage([1, 2], 2, (last) => last)).toEqual({ items: [1, 2], nextCursor: undefined });
  });
});
