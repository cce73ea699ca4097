/** Signing secrets in Standard Webhooks' form (`whsec_` and base64), kept sealed. */
import { openSealedText, sealText } from "@/server/platform/sealed-text";
import { assertPresent } from "@/server/primitives/assert";

/** Standard Webhooks asks for 24 to 64 bytes. */
const SECRET_BYTES = 32;
const PURPOSE = "roost webhook secret v1";

type Config = { readonly authSecret: string };

export function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
  return `whsec_${btoa(String.fromCharCode(...bytes))}`;
}

export function sealSecret(secret: string, { authSecret }: Config): Promise<string> {
  return sealText(secret, { authSecret, purpose: PURPOSE });
}

interface Sealed {
  readonly sealedSecret: string;
  readonly formerSealedSecret: string | null;
  readonly formerUntil: Date | null;
}

/** The secrets that sign now: the present one first. Throws when AUTH_SECRET is not the one they were sealed with. */
export async function openSecrets(sealed: Sealed, { authSecret }: Config, now: Date): Promise<string[]> {
  const { sealedSecret, formerSealedSecret, formerUntil } = sealed;
  const isFormerValid = formerSealedSecret !== null && formerUntil !== null && now < formerUntil;
  const all = isFormerValid ? [sealedSecret, formerSealedSecret] : [sealedSecret];
  return Promise.all(
    all.map(async (text) =>
      assertPresent(
        await openSealedText(text, { authSecret, purpose: PURPOSE }),
        "a webhook secret opens with AUTH_SECRET",
      ),
    ),
  );
}
