import fc from "fast-check";
import { expect, it } from "vitest";
import type { EventRecord } from "@/server/events/define-event";
import { inSequence } from "@/server/modules/analytics/sequence";
import { newId } from "@/server/primitives/id";

const ids = Array.from({ length: 60 }, (_, at) => newId("event", at % 7));

/** Instants of one hour, of which many are the same, and of thousands of years. */
const anyEvent = fc
  .record({
    id: fc.constantFrom(...ids),
    ms: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: -8e15, max: 8e15 })),
  })
  .map(({ id, ms }) => ({ id, occurredAt: new Date(ms) }) as EventRecord);

it("each event stands once, by instant and id, however many instants are the same and however far apart they are", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(anyEvent, { selector: ({ id }) => id, maxLength: 60 }),
      fc.nat(),
      (once, turn) => {
        const expected = [...once]
          .sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime() || (a.id < b.id ? -1 : 1))
          .map(({ id }) => id);
        const told = [...once, ...once.slice(0, turn % 9)];
        const turned = [...told.slice(turn % (told.length + 1)), ...told.slice(0, turn % (told.length + 1))];
        expect(inSequence(turned).map(({ id }) => id)).toEqual(expected);
      },
    ),
    { numRuns: 300 },
  );
});

it("nothing stays nothing", () => {
  expect(inSequence([])).toEqual([]);
});
