import { expect, it } from "vitest";
import { inTurn } from "@/server/events/in-turn";
import { letOthersRun } from "@/server/platform/let-others-run";

it("does one thing after the other, and goes on behind one that fails", async () => {
  const told: string[] = [];
  const work = (name: string, fails = false) =>
    inTurn(async () => {
      told.push(`${name} begins`);
      await letOthersRun();
      told.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    });
  const ends = await Promise.allSettled([work("a"), work("b", true), work("c")]);
  expect(told).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
  expect(ends.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
});
