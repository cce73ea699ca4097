/**
 * Photos of the local blob server, read through the market's own address, so that a market opened to the network shows
 * them. With a configured blob store browsers read from the store itself and this answers 404.
 */
import type { Runtime } from "@/server/gateway/runtime";

/** The files that are pictures for everybody; the store keeps others. */
const PUBLIC_PATH = /^photos(?:\/[a-z0-9_]{1,64}){1,2}-\d{1,4}\.webp$/;
const YEAR_SECONDS = 31_536_000;

export async function answerLocalBlob(runtime: Runtime, path: readonly string[]): Promise<Response> {
  const pathname = path.join("/");
  if (!runtime.config.standIns.has("blob") || !PUBLIC_PATH.test(pathname)) return nothing();
  const bytes = await runtime.ports.blob.read(pathname);
  if (!bytes) return nothing();
  return new Response(new Uint8Array(bytes), {
    headers: {
      "content-type": "image/webp",
      "cache-control": `public, max-age=${YEAR_SECONDS}, immutable`,
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
    },
  });
}

function nothing(): Response {
  return new Response(null, { status: 404, headers: { "cache-control": "no-store" } });
}
