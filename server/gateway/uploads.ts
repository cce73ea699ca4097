/**
 * `POST /api/uploads/photos?listingId=…`: a host's photo, as the raw body or as the one file of a form.
 *
 * Who may do it is settled before the body is read; a body is read no further than a photo may be long; the name and the
 * type that the client states are not looked at.
 */
import { assertOrigin, readBody } from "@/server/gateway/guard-request";
import { answerPlainly } from "@/server/gateway/plain-answer";
import { openRequest } from "@/server/gateway/request-context";
import type { Runtime } from "@/server/gateway/runtime";
import { addPhoto, assertTakesPhoto } from "@/server/modules/listings/add-photo";
import { discardPhoto, PHOTO_BYTES_MAX, storePhoto } from "@/server/modules/storage/store-photo";
import type { HostCtx } from "@/server/platform/context";
import { encodePhoto } from "@/server/platform/photo-codec";
import { isId, type ListingId } from "@/server/primitives/id";
import { Refusal, refuse } from "@/server/primitives/refusal";
import type { TrpcCtx } from "@/server/trpc/init";
import { assertWithinRate } from "@/server/trpc/rate-limited";
import { UPLOAD_POLICY } from "@/server/trpc/rate-policies";

/** What a form adds to the file it carries. */
const FORM_BYTES_MAX = 16_384;

export function answerPhotoUpload(runtime: Runtime, request: Request): Promise<Response> {
  const open = () => {
    assertOrigin(request.headers, runtime.allowedOrigins);
    return openRequest(runtime, { headers: request.headers });
  };
  return answerPlainly(runtime, open, async (ctx) => {
    const host = asHost(ctx);
    const listingId = listingIdOf(request.url);
    await assertWithinRate(ctx, UPLOAD_POLICY);
    await assertTakesPhoto(host, listingId);
    const bytes = await readPhoto(request);
    const stored = await storePhoto(host, { listingId, bytes, encode: encodePhoto });
    try {
      const listing = await addPhoto(host, { listingId, ...stored });
      return Response.json({ photoId: stored.photoId, listing }, { status: 201 });
    } catch (error) {
      await discardPhoto(host, stored);
      throw error;
    }
  });
}

function asHost(ctx: TrpcCtx): HostCtx {
  const { actor } = ctx;
  if (!actor) throw refuse("sign_in_required");
  if (!actor.isHost) throw refuse("not_permitted", { role: "host" });
  return { ...ctx, actor: { ...actor, isHost: true } };
}

function listingIdOf(url: string): ListingId {
  const listingId = new URL(url).searchParams.get("listingId") ?? "";
  if (!isId("listing", listingId))
    throw refuse("invalid_input", { fields: { listingId: "not a listing id" } });
  return listingId;
}

async function readPhoto(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  const type = request.headers.get("content-type") ?? "";
  const isForm = type.toLowerCase().startsWith("multipart/form-data");
  const bytes = await readAtMost(request, isForm ? PHOTO_BYTES_MAX + FORM_BYTES_MAX : PHOTO_BYTES_MAX);
  if (!isForm) return bytes;
  const form = await readForm(bytes, type);
  const files = [...form.values()].filter((value) => value instanceof File);
  const [file] = files;
  if (!file || files.length > 1) throw refuse("invalid_input", { because: "a form carries one file" });
  return new Uint8Array(await file.arrayBuffer());
}

async function readForm(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<FormData> {
  try {
    return await new Response(bytes, { headers: { "content-type": type } }).formData();
  } catch (error) {
    // undici tells a malformed form by this error alone.
    if (error instanceof TypeError) throw refuse("invalid_input", { because: "not a form" });
    throw error;
  }
}

async function readAtMost(request: Request, bytesMax: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await readBody(request, bytesMax);
  } catch (error) {
    if (error instanceof Refusal && error.code === "body_too_large")
      throw refuse("photo_too_large", { bytesMax: PHOTO_BYTES_MAX });
    throw error;
  }
}
