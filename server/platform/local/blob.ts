import { createHash, randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { systemClock } from "@/server/platform/clock";
import {
  assertFullAccess,
  assertWithinLimits,
  type BlobAccess,
  BlobRefusal,
  readAccess,
} from "@/server/platform/local/blob-access";
import { BlobFiles, type BlobRecord } from "@/server/platform/local/blob-files";
import {
  answerJson,
  BodyTooLarge,
  headerOf,
  type LocalServer,
  readBody,
  serveHttp,
  urlOf,
} from "@/server/platform/local/http";
import { parseJson } from "@/server/platform/local/read-file";

export type BlobPlan = { readonly port: number; readonly token: string; readonly folder: string };

const API = /^\/api\/blob(?:\/(delete|mpu|rename|put-from-url|put-optimized)?)?$/;
const BLOB_BYTES_MAX = 128 * 1024 * 1024;
const DELETE_BODY_BYTES_MAX = 1024 * 1024;
const PATHNAME_LENGTH_MAX = 950;
const LIST_MAX = 1_000;
const MONTH_SECONDS = 30 * 24 * 60 * 60;

/**
 * A blob server that speaks Vercel Blob's API below `/api/blob` and serves what it keeps at `/<pathname>`, to everybody.
 * put, head, list, delete and copy are there; multipart uploads and image transformation are refused.
 */
export async function serveBlob(plan: BlobPlan): Promise<LocalServer> {
  const files = await BlobFiles.open(plan.folder);
  return serveHttp(plan.port, async (request, response) => {
    try {
      const api = urlOf(request).pathname.match(API);
      if (api) await answerApi({ plan, files, request, response }, api[1]);
      else await answerFile(files, request, response);
    } catch (error) {
      const refusal =
        error instanceof BodyTooLarge ? new BlobRefusal(413, "bad_request", error.message) : error;
      if (!(refusal instanceof BlobRefusal)) throw refusal;
      answerJson(response, refusal.status, { error: { code: refusal.code, message: refusal.message } }, CORS);
    }
  });
}

type Call = { plan: BlobPlan; files: BlobFiles; request: IncomingMessage; response: ServerResponse };

/** Browsers upload here from the market's own address, with a client token in place of cookies. */
const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, PUT, POST, OPTIONS",
  "access-control-allow-headers": "*, authorization",
  "access-control-max-age": "600",
};

async function answerApi(call: Call, action: string | undefined): Promise<void> {
  const { request, response } = call;
  if (request.method === "OPTIONS") {
    response.writeHead(204, CORS).end();
    return;
  }
  const access = readAccess(request, call.plan.token, systemClock.now());
  answerJson(response, 200, await perform(call, access, action), CORS);
}

function perform(call: Call, access: BlobAccess, action: string | undefined): Promise<unknown> | unknown {
  const { method } = call.request;
  const search = urlOf(call.request).searchParams;
  if (method === "PUT" && action === undefined) {
    return search.has("fromUrl") ? copyBlob(call, access, search) : putBlob(call, access, search);
  }
  assertFullAccess(access);
  if (method === "POST" && action === "delete") return deleteBlobs(call);
  if (method === "GET" && action === undefined)
    return search.has("url") ? headBlob(call, search.get("url") ?? "") : listBlobs(call, search);
  throw new BlobRefusal(400, "bad_request", "The local blob server does not know this operation.");
}

async function putBlob(call: Call, access: BlobAccess, search: URLSearchParams): Promise<unknown> {
  const asked = checkedPathname(search.get("pathname"));
  const contentType = headerOf(call.request, "x-content-type") ?? typeByName(asked);
  const bytesMax = Math.min(access.limits?.maximumSizeInBytes ?? BLOB_BYTES_MAX, BLOB_BYTES_MAX);
  // The first excess byte is enough to know; the answer then says it in the token's terms.
  const bytes = await readBody(call.request, bytesMax).catch((error: unknown) => {
    if (!(error instanceof BodyTooLarge)) throw error;
    assertWithinLimits(access, { pathname: asked, contentType, size: bytesMax + 1 });
    throw error;
  });
  assertWithinLimits(access, { pathname: asked, contentType, size: bytes.length });
  return keep(call, { asked, contentType, bytes, access });
}

async function copyBlob(call: Call, access: BlobAccess, search: URLSearchParams): Promise<unknown> {
  assertFullAccess(access);
  const source = load(call, search.get("fromUrl") ?? "");
  return keep(call, {
    asked: checkedPathname(search.get("pathname")),
    contentType: headerOf(call.request, "x-content-type") ?? source.contentType,
    bytes: await call.files.readBytes(source),
    access,
  });
}

async function keep(
  { files, request }: Call,
  blob: { asked: string; contentType: string; bytes: Buffer; access: BlobAccess },
): Promise<unknown> {
  const { limits } = blob.access;
  const suffixed = limits?.addRandomSuffix ?? headerOf(request, "x-add-random-suffix") === "1";
  const pathname = suffixed ? withRandomSuffix(blob.asked) : blob.asked;
  const present = files.read(pathname);
  const ifMatch = headerOf(request, "x-if-match");
  if (ifMatch !== undefined && ifMatch !== present?.etag)
    throw new BlobRefusal(412, "precondition_failed", "Precondition failed: ETag mismatch.");
  const mayOverwrite = limits?.allowOverwrite ?? headerOf(request, "x-allow-overwrite") === "1";
  if (present && !mayOverwrite)
    throw new BlobRefusal(
      400,
      "bad_request",
      "This blob already exists, use `allowOverwrite: true` to replace it.",
    );
  const given =
    limits?.cacheControlMaxAge ?? Number(headerOf(request, "x-cache-control-max-age") ?? MONTH_SECONDS);
  const maxAge = Number.isFinite(given) && given >= 0 ? Math.trunc(given) : MONTH_SECONDS;
  const record: BlobRecord = {
    pathname,
    contentType: blob.contentType,
    cacheControl: `public, max-age=${maxAge}`,
    size: blob.bytes.length,
    uploadedAt: systemClock.now().toISOString(),
    etag: `"${createHash("sha256").update(blob.bytes).digest("hex").slice(0, 32)}"`,
  };
  await files.write(record, blob.bytes);
  return describe(request, record);
}

const deleteContract = z.object({ urls: z.array(z.string()).max(LIST_MAX) });

async function deleteBlobs({ files, request }: Call): Promise<unknown> {
  const body = parseJson((await readBody(request, DELETE_BODY_BYTES_MAX)).toString());
  const parsed = deleteContract.safeParse(body);
  if (!parsed.success) throw new BlobRefusal(400, "bad_request", "The body must be { urls }.");
  for (const url of parsed.data.urls) await files.delete(pathnameOf(url));
  return {};
}

function headBlob(call: Call, url: string): unknown {
  return describe(call.request, load(call, url));
}

function listBlobs({ request, files }: Call, search: URLSearchParams): unknown {
  const limit = Math.min(Math.max(Number(search.get("limit")) || LIST_MAX, 1), LIST_MAX);
  const prefix = search.get("prefix") ?? "";
  const after = Buffer.from(search.get("cursor") ?? "", "base64url").toString();
  const all = files.list(prefix, after);
  const folded = search.get("mode") === "folded";
  const folders = folded ? [...new Set(all.flatMap((record) => folderOf(record.pathname, prefix)))] : [];
  const listed = folded ? all.filter((record) => folderOf(record.pathname, prefix).length === 0) : all;
  const page = listed.slice(0, limit);
  const hasMore = listed.length > limit;
  const cursor = hasMore ? Buffer.from(page.at(-1)?.pathname ?? "").toString("base64url") : undefined;
  return { blobs: page.map((record) => describe(request, record)), hasMore, cursor, folders };
}

function folderOf(pathname: string, prefix: string): string[] {
  const slash = pathname.indexOf("/", prefix.length);
  return slash < 0 ? [] : [pathname.slice(0, slash + 1)];
}

function load({ files }: Call, urlOrPathname: string): BlobRecord {
  const record = files.read(pathnameOf(urlOrPathname));
  if (!record) throw new BlobRefusal(404, "not_found", "The requested blob does not exist");
  return record;
}

function describe(request: IncomingMessage, record: BlobRecord): unknown {
  const url = `http://127.0.0.1:${request.socket.localPort}/${record.pathname.split("/").map(encodeURIComponent).join("/")}`;
  const fileName = record.pathname
    .split("/")
    .at(-1)
    ?.replace(/[^\w.-]/g, "_");
  const contentDisposition = `inline; filename="${fileName}"`;
  return { ...record, url, downloadUrl: `${url}?download=1`, contentDisposition };
}

async function answerFile(
  files: BlobFiles,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = urlOf(request);
  const record = files.read(decoded(url.pathname.slice(1)));
  if (request.method !== "GET" && request.method !== "HEAD") return answerJson(response, 405, {});
  if (!record) return answerJson(response, 404, { error: { code: "not_found", message: "Blob not found" } });
  const headers = {
    "content-type": record.contentType,
    "cache-control": record.cacheControl,
    "last-modified": new Date(record.uploadedAt).toUTCString(),
    etag: record.etag,
    "x-content-type-options": "nosniff",
    // A stored document never runs: no script, no frame, no form.
    "content-security-policy": "default-src 'none'; sandbox",
    "content-disposition": url.searchParams.get("download") === "1" ? "attachment" : "inline",
    "access-control-allow-origin": "*",
  };
  if (headerOf(request, "if-none-match") === record.etag) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(200, { ...headers, "content-length": record.size });
  response.end(request.method === "HEAD" ? undefined : await files.readBytes(record));
}

function checkedPathname(pathname: string | null): string {
  if (!pathname) throw new BlobRefusal(400, "bad_request", "pathname is required");
  const segments = pathname.split("/");
  const wrong =
    pathname.length > PATHNAME_LENGTH_MAX || segments.some((part) => ["", ".", ".."].includes(part));
  // Control characters would end up in headers and file listings.
  if (wrong || /\p{Cc}/u.test(pathname)) throw new BlobRefusal(400, "bad_request", "pathname is not valid");
  return pathname;
}

function pathnameOf(urlOrPathname: string): string {
  if (!/^https?:\/\//.test(urlOrPathname)) return urlOrPathname;
  return URL.canParse(urlOrPathname) ? decoded(new URL(urlOrPathname).pathname.slice(1)) : "";
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not valid percent-encoding, so no pathname of ours: the caller finds nothing under the text as it is.
    return text;
  }
}

function withRandomSuffix(pathname: string): string {
  const suffix = randomBytes(16).toString("base64url");
  const dot = pathname.lastIndexOf(".");
  return dot <= pathname.lastIndexOf("/")
    ? `${pathname}-${suffix}`
    : `${pathname.slice(0, dot)}-${suffix}${pathname.slice(dot)}`;
}

const TYPES: Readonly<Record<string, string>> = {
  ...{ jpg: "image/jpeg", jpeg: "image/jpeg", png: "image/png", webp: "image/webp", gif: "image/gif" },
  ...{ json: "application/json", txt: "text/plain", csv: "text/csv", pdf: "application/pdf" },
};

function typeByName(pathname: string): string {
  return TYPES[pathname.split(".").at(-1)?.toLowerCase() ?? ""] ?? "application/octet-stream";
}
