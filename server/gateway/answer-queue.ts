/**
 * Answers /api/queue/<consumer>: a signed push from a queue that makes one consumer handle what waits for it.
 *
 * Pushes are signed in our own form or by QStash. Whatever a push carries, an event included, is a reason to look and never
 * the truth: what is handled is read from the log, so a forged, repeated, late or reordered push changes nothing.
 */
import { relay } from "@/server/events/relay";
import { runConsumers } from "@/server/events/run-consumer";
import { CONSUMERS } from "@/server/gateway/consumers";
import { isQstashPush, type QstashKeys } from "@/server/gateway/qstash-signature";
import { isSignedPush } from "@/server/gateway/queue-signature";
import { refusalAnswer } from "@/server/gateway/refusal-answer";
import type { SystemCtx } from "@/server/platform/context";
import { refuse } from "@/server/primitives/refusal";

const BOUNDS = { recordsMax: 2_000, msMax: 10_000 };
/** A push says only "look": its body is signed but not read. */
export const PUSH_BYTES_MAX = 65_536;

export interface QueueCall {
  readonly consumer: string;
  readonly body: string;
  /** Of our own form, in `Roost-Signature`. */
  readonly signature: string | null;
  /** In `Upstash-Signature`. */
  readonly qstashSignature: string | null;
  /** By the machine's clock. */
  readonly at: Date;
}
export interface QueueSettings {
  readonly secret: string;
  readonly appUrl: string;
  /** Absent: pushes of QStash are refused. */
  readonly qstashKeys: QstashKeys | undefined;
}

/** Refuses with `signature_invalid` and `not_found`. Repeated and concurrent pushes are harmless. */
export async function answerQueue(
  call: QueueCall,
  settings: QueueSettings,
  openCtx: () => Promise<SystemCtx>,
): Promise<Response> {
  if (!(await isAuthentic(call, settings))) return refusalAnswer(refuse("signature_invalid"), null);
  const consumer = CONSUMERS.find((item) => item.name === call.consumer);
  if (!consumer) return refusalAnswer(refuse("not_found", { consumer: call.consumer }), null);
  const ctx = await openCtx();
  await relay(ctx, BOUNDS);
  const outcome = await runConsumers(ctx, [consumer], { bounds: BOUNDS });
  return Response.json(outcome, { headers: { "cache-control": "no-store", "x-request-id": ctx.requestId } });
}

async function isAuthentic(call: QueueCall, settings: QueueSettings): Promise<boolean> {
  const { secret, appUrl, qstashKeys } = settings;
  if (await isSignedPush({ ...call, secret }, call.signature, call.at)) return true;
  if (!qstashKeys) return false;
  const url = `${appUrl}/api/queue/${call.consumer}`;
  return isQstashPush({ url, body: call.body }, call.qstashSignature, qstashKeys);
}
