/** Asks for the letters that open an account, as events with sealed links; notifications send them. */
import { publish } from "@/server/events/publish";
import { passwordResetRequested, verificationRequested } from "@/server/modules/accounts/events";
import { sealLink } from "@/server/modules/accounts/sealed-link";
import type { MarketConfig } from "@/server/platform/context";
import type { Tx } from "@/server/platform/db";
import type { PersonId } from "@/server/primitives/id";

export interface LetterRequest {
  readonly personId: PersonId;
  readonly token: string;
  readonly at: Date;
  readonly trace: string;
}
type LinkConfig = Pick<MarketConfig, "appUrl" | "authSecret">;

/** Links begin with the configured address of the market, whatever Host a request named. */
export async function requestVerificationLetter(tx: Tx, config: LinkConfig, letter: LetterRequest) {
  const payload = await payloadOf(config, "/verify-email", letter);
  await publish(tx, verificationRequested, { payload, at: letter.at, trace: letter.trace });
}

export async function requestPasswordResetLetter(tx: Tx, config: LinkConfig, letter: LetterRequest) {
  const payload = await payloadOf(config, "/reset-password", letter);
  await publish(tx, passwordResetRequested, { payload, at: letter.at, trace: letter.trace });
}

async function payloadOf(config: LinkConfig, path: string, letter: LetterRequest) {
  const url = `${config.appUrl}${path}?token=${encodeURIComponent(letter.token)}`;
  return { personId: letter.personId, sealedUrl: await sealLink(url, config.authSecret) };
}
