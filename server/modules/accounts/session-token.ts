/**
 * The session token as clients carry it: `<token>.<HMAC-SHA-256 of the token, base64>`, in a cookie or as a bearer token.
 *
 * The signature means that a copy of the sessions table alone opens no account.
 */

/** `__Host-` binds the cookie to this very host and to HTTPS; browsers refuse the prefix on plain http. */
export function sessionCookieName(appUrl: string): string {
  return appUrl.startsWith("https://") ? "__Host-roost_session" : "roost_session";
}

const SIGNED_LENGTH_MAX = 256;

/** The token inside a signed one, or undefined when the signature is not ours. */
export async function openSessionToken(signed: string, secret: string): Promise<string | undefined> {
  if (signed.length > SIGNED_LENGTH_MAX) return undefined;
  const decoded = signed.includes("%") ? decodeOrNothing(signed) : signed;
  const dot = decoded?.indexOf(".") ?? -1;
  if (decoded === undefined || dot < 1) return undefined;
  const token = decoded.slice(0, dot);
  const signature = bytesOf(decoded.slice(dot + 1));
  if (!signature) return undefined;
  const key = await hmacKey(secret);
  const isOurs = await crypto.subtle.verify("HMAC", key, signature, new TextEncoder().encode(token));
  return isOurs ? token : undefined;
}

export async function signSessionToken(token: string, secret: string): Promise<string> {
  const signature = await crypto.subtle.sign("HMAC", await hmacKey(secret), new TextEncoder().encode(token));
  return `${token}.${btoa(String.fromCharCode(...new Uint8Array(signature)))}`;
}

const keys = new Map<string, Promise<CryptoKey>>();

/** Imported once per secret; a process has one. */
function hmacKey(secret: string): Promise<CryptoKey> {
  const known = keys.get(secret);
  if (known) return known;
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const usages: KeyUsage[] = ["sign", "verify"];
  const key = crypto.subtle.importKey("raw", new TextEncoder().encode(secret), algorithm, false, usages);
  keys.set(secret, key);
  return key;
}

function decodeOrNothing(text: string): string | undefined {
  return /^(?:[^%]|%[0-9a-f]{2})*$/i.test(text) && !/%[89a-f]/i.test(text)
    ? decodeURIComponent(text)
    : undefined;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | undefined {
  const standard = base64.replaceAll("-", "+").replaceAll("_", "/");
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(standard) || standard.replace(/=+$/, "").length % 4 === 1)
    return undefined;
  return Uint8Array.from(atob(standard), (character) => character.charCodeAt(0));
}
