import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { z } from "zod";
import { headerOf } from "@/server/platform/local/http";

/** An answer of the blob API that its client library turns into an error of its own. */
export class BlobRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

const clientTokenContract = z.object({
  pathname: z.string(),
  maximumSizeInBytes: z.number().optional(),
  allowedContentTypes: z.array(z.string()).optional(),
  validUntil: z.number(),
  addRandomSuffix: z.boolean().optional(),
  allowOverwrite: z.boolean().optional(),
  cacheControlMaxAge: z.number().optional(),
});

/** Either everything (the store's own token) or one upload within the limits that its client token states. */
export type BlobAccess = { readonly limits: z.output<typeof clientTokenContract> | undefined };

const forbidden = () => new BlobRefusal(403, "forbidden", "Access denied.");

/** Reads the bearer token. Refuses with `forbidden` a token of another store, a forged one, and one that is too old. */
export function readAccess(request: IncomingMessage, storeToken: string, now: Date): BlobAccess {
  const bearer = headerOf(request, "authorization")?.match(/^Bearer (\S+)$/)?.[1] ?? "";
  if (sameText(bearer, storeToken)) return { limits: undefined };
  const storeId = storeToken.split("_")[3] ?? "";
  const prefix = `vercel_blob_client_${storeId}_`;
  if (!bearer.startsWith(prefix)) throw forbidden();
  const [signature = "", payload = ""] = decode(bearer.slice(prefix.length)).split(".");
  if (!sameText(signature, createHmac("sha256", storeToken).update(payload).digest("hex"))) throw forbidden();
  const limits = clientTokenContract.parse(JSON.parse(decode(payload)));
  if (limits.validUntil < now.getTime()) throw new BlobRefusal(400, "bad_request", "Token expired");
  return { limits };
}

/** The store's token alone may do anything but upload. */
export function assertFullAccess(access: BlobAccess): void {
  if (access.limits)
    throw new BlobRefusal(403, "client_token_not_allowed", "A client token can only upload.");
}

/** Holds an upload to its client token's limits, in the words that the client library looks for. */
export function assertWithinLimits(
  { limits }: BlobAccess,
  upload: { pathname: string; contentType: string; size: number },
): void {
  if (!limits) return;
  if (limits.pathname !== upload.pathname)
    throw new BlobRefusal(400, "bad_request", `"pathname" does not match the token payload`);
  if (limits.maximumSizeInBytes !== undefined && upload.size > limits.maximumSizeInBytes)
    throw new BlobRefusal(
      400,
      "bad_request",
      `the file length cannot be greater than ${limits.maximumSizeInBytes} bytes`,
    );
  const allowed = limits.allowedContentTypes;
  if (allowed && !allowed.some((pattern) => covers(pattern, upload.contentType)))
    throw new BlobRefusal(400, "bad_request", `contentType "${upload.contentType}" is not allowed`);
}

function covers(pattern: string, contentType: string): boolean {
  const plain = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  return pattern.endsWith("/*") ? plain.startsWith(pattern.slice(0, -1)) : plain === pattern.toLowerCase();
}

function decode(base64: string): string {
  return Buffer.from(base64, "base64").toString("utf8");
}

export function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
