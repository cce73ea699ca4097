/**
 * Signatures of queue pushes: `Roost-Signature: t=<unix seconds>,v1=<hex HMAC-SHA-256>` over `<t>.<consumer>.<body>`,
 * keyed with CRON_SECRET. The form is Stripe's, and so is the tolerance.
 */
import { equalSecrets } from "@/server/primitives/equal-secrets";

export const QUEUE_SIGNATURE_HEADER = "roost-signature";
const TOLERANCE_SECONDS = 300;
const FORM = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/;

interface Push {
  readonly consumer: string;
  readonly body: string;
  readonly secret: string;
}

export async function signPush(push: Push, at: Date): Promise<string> {
  const seconds = Math.floor(at.getTime() / 1_000);
  return `t=${seconds},v1=${await digest(push, seconds)}`;
}

/** False for a missing, malformed, wrong or stale signature (more than 300 s off the machine's clock). */
export async function isSignedPush(push: Push, signature: string | null, at: Date): Promise<boolean> {
  const match = FORM.exec(signature ?? "");
  if (!match) return false;
  const seconds = Number(match[1]);
  if (Math.abs(at.getTime() / 1_000 - seconds) > TOLERANCE_SECONDS) return false;
  return equalSecrets(match[2] ?? "", await digest(push, seconds));
}

async function digest(push: Push, seconds: number): Promise<string> {
  const text = new TextEncoder();
  const key = await crypto.subtle.importKey(
    "raw",
    text.encode(push.secret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  const signed = await crypto.subtle.sign(
    "HMAC",
    key,
    text.encode(`${seconds}.${push.consumer}.${push.body}`),
  );
  return Array.from(new Uint8Array(signed), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
