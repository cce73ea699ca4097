/**
 * Links that open an account travel through the event log sealed: AES-256-GCM under a key derived from AUTH_SECRET, so
 * that reading the log, a backup or a consumer's dead events opens nothing.
 */
const NONCE_BYTES = 12;
const PURPOSE = "roost sealed link v1";

export async function sealLink(url: string, authSecret: string): Promise<string> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const key = await sealingKey(authSecret);
  const sealed = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv: nonce },
    key,
    new TextEncoder().encode(url),
  );
  return `${encode(nonce)}.${encode(new Uint8Array(sealed))}`;
}

/** The link, or undefined when it was sealed with another secret or changed since. */
export async function openSealedLink(sealedUrl: string, authSecret: string): Promise<string | undefined> {
  const [nonce, sealed] = sealedUrl.split(".").map(decode);
  if (!nonce || !sealed || nonce.byteLength !== NONCE_BYTES) return undefined;
  const key = await sealingKey(authSecret);
  try {
    const url = await crypto.subtle.decrypt({ name: "AES-GCM", iv: nonce }, key, sealed);
    return new TextDecoder().decode(url);
  } catch (error) {
    // WebCrypto says "wrong key or changed bytes" by this error alone.
    if (error instanceof DOMException && error.name === "OperationError") return undefined;
    throw error;
  }
}

async function sealingKey(authSecret: string): Promise<CryptoKey> {
  const text = new TextEncoder();
  const secret = await crypto.subtle.importKey("raw", text.encode(authSecret), "HKDF", false, ["deriveKey"]);
  return crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: text.encode(PURPOSE) },
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
