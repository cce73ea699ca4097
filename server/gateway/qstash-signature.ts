/**
 * Signatures of pushes from Upstash QStash, checked by its own library: a JWT (HS256) in `Upstash-Signature` over the
 * address and the body, under the current signing key or, while keys are being rotated, the next one.
 */
import { Receiver, SignatureError } from "@upstash/qstash";

export const QSTASH_SIGNATURE_HEADER = "upstash-signature";
/** Clocks may differ by this much; QStash's tokens live for five minutes. */
const CLOCK_TOLERANCE_SECONDS = 30;

export interface QstashKeys {
  readonly current: string;
  readonly next: string;
}
export interface QstashPush {
  /** The address that was called, as the market knows it: behind a proxy the request's own may differ. */
  readonly url: string;
  readonly body: string;
}

/** False for a missing, malformed, wrong or stale signature, by the machine's clock. */
export async function isQstashPush(
  push: QstashPush,
  signature: string | null,
  keys: QstashKeys,
): Promise<boolean> {
  if (signature === null) return false;
  // The library would take published keys in place of ours where its own environment switch says so.
  const receiver = new Receiver({
    currentSigningKey: keys.current,
    nextSigningKey: keys.next,
    devMode: false,
  });
  try {
    return await receiver.verify({ ...push, signature, clockTolerance: CLOCK_TOLERANCE_SECONDS });
  } catch (error) {
    if (error instanceof SignatureError) return false;
    throw error;
  }
}
