import fc from "fast-check";
import { expect, test } from "vitest";
import type { Work } from "@/server/events/positions";
import { WorkList } from "@/server/events/work-list";

const workOf = (partition: number, waiting = 1): Work => ({
  ...{ consumer: "c", topic: "t", partition, waiting, due: false },
});
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

test("what is in a hand is in no other, and is handed out again once it was given back", async () => {
  const list = new WorkList(() => Promise.resolve([workOf(1), workOf(2)]));
  const first = await list.take();
  const second = await list.take();
  expect([first?.partition, second?.partition]).toEqual([1, 2]);
  expect(await list.takeIfFree()).toBeUndefined();
  list.release(workOf(2), true);
  expect((await list.take())?.partition).toBe(2);
});

test("who finds nothing free waits for the others, and takes what they leave", async () => {
  const list = new WorkList(() => Promise.resolve([workOf(1)]));
  await list.take();
  const waiting = list.take();
  await turn();
  list.release(workOf(1), true);
  expect((await waiting)?.partition).toBe(1);
});

test("it ends when nothing waits, for all who wait for it", async () => {
  const told = [[workOf(1)], []];
  const list = new WorkList(() => Promise.resolve(told.shift() ?? []));
  await list.take();
  const others = [list.take(), list.take()];
  await turn();
  list.release(workOf(1), true);
  expect(await Promise.all([...others, list.take()])).toEqual([undefined, undefined, undefined]);
  expect(list.isEmpty).toBe(true);
});

test("one that others have is tried again only after something was done, and does not keep the list from ending", async () => {
  const list = new WorkList(() => Promise.resolve([workOf(1), workOf(2)]));
  for (const partition of [1, 2]) expect((await list.take())?.partition).toBe(partition);
  list.release(workOf(1), false);
  list.release(workOf(2), true);
  expect((await list.take())?.partition).toBe(1);
  list.release(workOf(1), false);
  expect((await list.take())?.partition).toBe(2);
  list.release(workOf(2), false);
  expect(await list.take()).toBeUndefined();
  expect(list.isEmpty).toBe(false);
});

test("closed, it hands out nothing more and lets go who waits", async () => {
  const list = new WorkList(() => Promise.resolve([workOf(1), workOf(2)]));
  await list.take();
  await list.take();
  const waiting = list.take();
  await turn();
  list.close();
  expect(await waiting).toBeUndefined();
  list.release(workOf(1), true);
  expect(await list.take()).toBeUndefined();
});

test("of two who ask at once each gets one, told by one look", async () => {
  let looks = 0;
  const list = new WorkList(async () => {
    looks += 1;
    await turn();
    return [workOf(1), workOf(2)];
  });
  const taken = await Promise.all([list.take(), list.take()]);
  expect(taken.map((work) => work?.partition)).toEqual([1, 2]);
  expect(looks).toBe(1);
});

test("a look that fails is the fault of all who asked", async () => {
  const list = new WorkList(() => Promise.reject(new Error("no database")));
  const [first, second] = await Promise.allSettled([list.take(), list.take()]);
  expect([first.status, second.status]).toEqual(["rejected", "rejected"]);
});

test("any number of runners does all that waits, each partition in one hand at a time, and then ends", async () => {
  const partition = fc.record({
    waiting: fc.integer({ min: 1, max: 9 }),
    turns: fc.integer({ min: 0, max: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(partition, { maxLength: 8 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 3 }),
      async (partitions, runnerCount, atOnce) => {
        const left = partitions.map(({ waiting }) => waiting);
        const inWork = new Set<number>();
        const list = new WorkList(async () => {
          await turn();
          return left.flatMap((waiting, nth) => (waiting > 0 ? [workOf(nth, waiting)] : []));
        });
        const run = async () => {
          for (let work = await list.take(); work; work = await list.take()) {
            const { partition: nth } = work;
            expect(inWork.has(nth)).toBe(false);
            inWork.add(nth);
            for (let turns = partitions[nth]?.turns ?? 0; turns > 0; turns -= 1) await turn();
            const done = Math.min(atOnce, left[nth] ?? 0);
            left[nth] = (left[nth] ?? 0) - done;
            inWork.delete(nth);
            list.release(work, done > 0);
          }
        };
        await Promise.all(Array.from({ length: runnerCount }, run));
        expect(left.every((waiting) => waiting === 0)).toBe(true);
      },
    ),
    { numRuns: 200 },
  );
});
