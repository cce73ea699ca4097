/**
 * Text that is kept where others may read it (the event log, a backup) and opened by this market alone: AES-256-GCM under
 * a key derived from AUTH_SECRET and the purpose, so that what was sealed for one use opens for no other.
 */
const NONCE_BYTES = 12;

export interface Sealing {
  readonly authSecret: string;
  /** What it is for, e.g. `roost sealed link v1`. */
  readonly purpose: string;
}

export async function sealText(text: string, sealing: Sealing): Promise<string> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const key = await keyOf(sealing);
  const sealed = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv: nonce },
    key,
    new TextEncoder().encode(text),
  );
  return `${encode(nonce)}.${encode(new Uint8Array(sealed))}`;
}

/** The text, or undefined when it was sealed with another secret, for another purpose, or changed since. */
export async function openSealedText(sealedText: string, sealing: Sealing): Promise<string | undefined> {
  const [nonce, sealed] = sealedText.split(".").map(decode);
  if (!nonce || !sealed || nonce.byteLength !== NONCE_BYTES) return undefined;
  const key = await keyOf(sealing);
  try {
    const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: nonce }, key, sealed);
    return new TextDecoder().decode(text);
  } catch (error) {
    // WebCrypto says "wrong key or changed bytes" by this error alone.
    if (error instanceof DOMException && error.name === "OperationError") return undefined;
    throw error;
  }
}

async function keyOf({ authSecret, purpose }: Sealing): Promise<CryptoKey> {
  const text = new TextEncoder();
  const secret = await crypto.subtle.importKey("raw", text.encode(authSecret), "HKDF", false, ["deriveKey"]);
  return crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: text.encode(purpose) },
    secret,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
}

function encode(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

function decode(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[A-Za-z0-9_-]+$/.test(text) || text.length % 4 === 1) return undefined;
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) =>
    character.charCodeAt(0),
  );
}
