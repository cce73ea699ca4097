import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { answerCron } from "@/server/gateway/answer-cron";
import { CONSUMERS } from "@/server/gateway/consumers";
import { JOBS } from "@/server/gateway/cron";
import { runJob, type ScheduledJob } from "@/server/gateway/run-job";
import { ringAll } from "@/tests/support/events";
import { type Market, openMarket } from "@/tests/support/market";

const scheduleContract = z.object({ crons: z.array(z.object({ path: z.string(), schedule: z.string() })) });
const SECRET = "a-cron-secret-of-tests-that-is-long-enough";
const settings = { secret: SECRET, allowsGet: false };
const bearer = `Bearer ${SECRET}`;

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.close());
beforeEach(async () => {
  await market.query("truncate event_log, cron_runs");
  await market.query("update event_partitions set next_position = 0");
});

const openCtx = async () => market.systemCtx();
const call = (over: Partial<Parameters<typeof answerCron>[0]>) =>
  answerCron({ method: "POST", authorization: bearer, job: "relay", ...over }, settings, openCtx);

test.each([null, "", "Bearer", "Bearer wrong", `Basic ${SECRET}`, `Bearer ${SECRET}x`, SECRET])(
  "a cron call without the secret is refused with 401 (%s)",
  async (authorization) => {
    expect((await call({ authorization })).status).toBe(401);
    expect((await call({ authorization, job: "no-such-job" })).status).toBe(401);
  },
);

test("a cron call runs its job within bounds and answers what it did", async () => {
  await ringAll(market.systemCtx(), ["ada", "bo"], 4);
  const answer = await call({});
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ claimed: 8, handled: 8, failed: 0, lagAfter: 0, overlapped: false });
});

test("a GET changes nothing unless the platform's cron knows GET alone", async () => {
  await ringAll(market.systemCtx(), ["ada"], 1);
  expect((await call({ method: "GET" })).status).toBe(405);
  const allowed = await answerCron(
    { method: "GET", authorization: bearer, job: "relay" },
    { secret: SECRET, allowsGet: true },
    openCtx,
  );
  expect(await allowed.json()).toMatchObject({ handled: 1 });
});

test("an unknown job is not found", async () => {
  expect((await call({ job: "no-such-job" })).status).toBe(404);
});

/** A job that lasts until it is told to end. */
function slowJob(): ScheduledJob & { end: () => void; runs: () => number } {
  let runs = 0;
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return {
    name: "slow",
    about: "A job of the tests.",
    everySeconds: 60,
    bounds: { recordsMax: 1, msMax: 5_000 },
    async run() {
      runs += 1;
      await ended;
      return { claimed: 1, handled: 1, failed: 0, lagAfter: 0 };
    },
    end: () => end(),
    runs: () => runs,
  };
}

test("the same job called twice at once runs once", async () => {
  const job = slowJob();
  const first = runJob(market.systemCtx(), job);
  await expect.poll(job.runs).toBe(1);
  const others = await Promise.all(Array.from({ length: 5 }, () => runJob(market.systemCtx(), job)));
  expect(others.every((answer) => answer.overlapped)).toBe(true);
  job.end();
  expect(await first).toMatchObject({ overlapped: false, handled: 1 });
  expect(job.runs()).toBe(1);
});

test("a job whose run was killed runs again when its lease has lapsed", async () => {
  const job = slowJob();
  job.end();
  await market.query(
    "insert into cron_runs (job, lease_token, leased_until) values ('slow', 'killed', now() + interval '1 minute')",
  );
  expect(await runJob(market.systemCtx(), job)).toMatchObject({ overlapped: true });
  await market.query("update cron_runs set leased_until = now() - interval '1 second'");
  expect(await runJob(market.systemCtx(), job)).toMatchObject({ overlapped: false });
});

test("a job that fails says so, frees its lease, and the fault is not swallowed", async () => {
  const job: ScheduledJob = { ...slowJob(), run: () => Promise.reject(new Error("no disk")) };
  await expect(runJob(market.systemCtx(), job)).rejects.toThrow("no disk");
  expect(await market.query("select error, lease_token from cron_runs where job = 'slow'")).toEqual([
    { error: "Error: no disk", lease_token: null },
  ]);
});

test("every job is in the platform's schedule, and nothing else is", () => {
  const config = scheduleContract.parse(
    JSON.parse(readFileSync(path.join(import.meta.dirname, "../../vercel.json"), "utf8")),
  );
  const paths = config.crons.map((cron) => cron.path);
  expect(paths.toSorted()).toEqual(JOBS.map((job) => `/api/cron/${job.name}`).toSorted());
});

test("consumers and jobs have names of their own", () => {
  for (const names of [CONSUMERS.map((item) => item.name), JOBS.map((item) => item.name)])
    expect(new Set(names).size).toBe(names.length);
});
