/**
 * The desk of the local set-up: looks into the mailbox and the payment sandbox and moves the market's clock, for the /dev
 * pages alone. Everything here refuses with `not_found` where the stand-in is not in use, which is every cloud deployment.
 */
import { z } from "zod";
import { runtime } from "@/server/gateway/runtime";
import { systemClock } from "@/server/platform/clock";
import { env } from "@/server/platform/env";
import { readMarketClock, saveClockOffset } from "@/server/platform/market-clock";
import { refuse } from "@/server/primitives/refusal";

type StandIn = "mail" | "payments" | "postgres";

function assertStandIn(name: StandIn): void {
  if (!runtime().config.standIns.has(name)) throw refuse("not_found");
}

export function hasStandIns(): boolean {
  return runtime().config.standIns.size > 0;
}

async function ask(url: string, init: RequestInit = {}): Promise<unknown> {
  const answer = await fetch(url, { ...init, cache: "no-store" });
  if (!answer.ok) throw new Error(`${new URL(url).origin} answered ${answer.status}`);
  return answer.json();
}

const mailContract = z.object({
  id: z.number(),
  receivedAt: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
});
const letterContract = mailContract.extend({ html: z.string(), text: z.string() });
export type CaughtMail = z.output<typeof mailContract>;
export type CaughtLetter = z.output<typeof letterContract>;

const MAIL_SHOWN_MAX = 100;

export async function listCaughtMail(): Promise<CaughtMail[]> {
  assertStandIn("mail");
  const answer = await ask(`${env.MAILBOX_URL}/mail?limit=${MAIL_SHOWN_MAX}`);
  return z.object({ mail: z.array(mailContract) }).parse(answer).mail;
}

export async function readCaughtMail(id: number): Promise<CaughtLetter | undefined> {
  assertStandIn("mail");
  const answer = await fetch(`${env.MAILBOX_URL}/mail/${id}`, { cache: "no-store" });
  return answer.ok ? letterContract.parse(await answer.json()) : undefined;
}

const deliveryModes = ["normal", "delayed", "duplicated", "reordered", "dropped"] as const;
const sandboxContract = z.object({
  delivery: z.looseObject({ mode: z.string() }),
  intents: z.array(
    z.looseObject({ id: z.string(), amount: z.number(), currency: z.string(), status: z.string() }),
  ),
  refunds: z.array(
    z.looseObject({ id: z.string(), amount: z.number(), currency: z.string(), status: z.string() }),
  ),
  deliveries: z.array(
    z.object({
      id: z.number(),
      eventId: z.string(),
      type: z.string(),
      status: z.string(),
      attempts: z.number(),
      lastAnswer: z.unknown(),
    }),
  ),
});
export type SandboxState = z.output<typeof sandboxContract>;
export { deliveryModes };

function sandbox(path: string, body?: unknown): Promise<unknown> {
  assertStandIn("payments");
  const headers = { authorization: `Bearer ${env.STRIPE_SECRET_KEY}`, "content-type": "application/json" };
  return ask(
    `${env.STRIPE_API_BASE}/sandbox/${path}`,
    body === undefined ? { headers } : { method: "POST", headers, body: JSON.stringify(body) },
  );
}

export async function readSandbox(): Promise<SandboxState> {
  return sandboxContract.parse(await sandbox("state"));
}

/** How later webhooks reach the market: at once, late, twice, out of sequence, or lost at first. */
export async function setDelivery(mode: string): Promise<void> {
  const delaySeconds = 20;
  const copies = 3;
  await sandbox("delivery", {
    mode,
    ...(mode === "delayed" ? { delaySeconds } : {}),
    ...(mode === "duplicated" ? { copies } : {}),
  });
}

export async function deliverNow(): Promise<void> {
  await sandbox("deliver-now", {});
}

export async function deliverAgain(eventId: string): Promise<void> {
  await sandbox(`events/${encodeURIComponent(eventId)}/deliver`, { copies: 1 });
}

export async function readClock(): Promise<{ now: Date; offsetMs: number }> {
  if (!hasStandIns()) throw refuse("not_found");
  const { database, config } = runtime();
  const now = (await readMarketClock(database.db, config.standIns)).now();
  return { now, offsetMs: Math.round((now.getTime() - systemClock.now().getTime()) / 1000) * 1000 };
}

/** Ten years: past that no date of the market would hold. */
const OFFSET_MS_MAX = 3_650 * 86_400_000;

/** Moves the market's clock on by `ms`, or back to the machine's with 0. It never goes back by less: what happened, happened. */
export async function moveClock(ms: number): Promise<void> {
  if (!hasStandIns()) throw refuse("not_found");
  const { offsetMs } = await readClock();
  const next = ms === 0 ? 0 : offsetMs + ms;
  if (!Number.isSafeInteger(next) || Math.abs(next) > OFFSET_MS_MAX) throw refuse("invalid_input");
  await saveClockOffset(runtime().database.db, next);
}
