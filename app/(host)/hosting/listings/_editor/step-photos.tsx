"use client";
import { ArrowDown, ArrowUp, ImagePlus, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ChangeEvent, useRef, useState } from "react";
import { useCall } from "@/app/_trpc/use-call";
import { Banner } from "@/app/_ui/banner";
import { Button } from "@/app/_ui/button";
import { IconButton } from "@/app/_ui/icon-button";
import { Picture } from "@/app/_ui/picture";
import { Select } from "@/app/_ui/select";
import { Tag } from "@/app/_ui/tag";
import { TextField } from "@/app/_ui/text-field";
import { pictureOf } from "@/app/_viewer/picture-of";
import { useRefusalText } from "@/app/_viewer/refusal-text";
import type { OwnListing, Photo } from "@/server/modules/listings/contract";
import { ROOMS } from "@/server/modules/listings/words";
import type { ListingId, PhotoId } from "@/server/primitives/id";

type Words = { room?: Photo["room"]; alt?: string };

/** Uploads, order, what each shows. Every change is saved at once; a file that is refused changes nothing. */
export function PhotosStep({ listing }: { listing: OwnListing }) {
  const t = useTranslations("hosting.editor.photos");
  const router = useRouter();
  const refusalText = useRefusalText();
  const refresh = { onSuccess: () => router.refresh() };
  const { listingId, photos } = listing;
  const move = useCall(
    (client, photoIds: PhotoId[]) => client.listings.movePhotos.mutate({ listingId, photoIds }),
    refresh,
  );
  const remove = useCall(
    (client, photoId: PhotoId) => client.listings.removePhoto.mutate({ listingId, photoId }),
    refresh,
  );
  const edit = useCall(
    (client, words: { photoId: PhotoId } & Words) =>
      client.listings.editPhoto.mutate({ listingId, ...words }),
    refresh,
  );
  const swap = (at: number, to: number) => {
    const photoIds = photos.map((photo) => photo.photoId);
    const [one, other] = [photoIds[at], photoIds[to]];
    if (!one || !other) return;
    photoIds[at] = other;
    photoIds[to] = one;
    move.send(photoIds);
  };
  const error = move.error ?? remove.error ?? edit.error;
  return (
    <div>
      <Upload listingId={listingId} />
      {error ? (
        <Banner tone="red" urgent className="mt-4">
          {refusalText(error)}
        </Banner>
      ) : null}
      {photos.length === 0 ? <p className="mt-6 text-ink-2">{t("none")}</p> : null}
      <ul className="mt-6 grid grid-cols-1 gap-4 sm:grid-cols-2">
        {photos.map((photo, at) => (
          <li key={photo.photoId} className="panel p-3">
            <div className="relative">
              <Picture
                picture={pictureOf(photo)}
                sizes="(min-width: 1024px) 320px, 100vw"
                rounded="control"
              />
              {at === 0 ? (
                <Tag tone="moss" className="absolute start-2 top-2">
                  {t("first")}
                </Tag>
              ) : null}
            </div>
            <div className="mt-3 flex items-center gap-1">
              <IconButton
                label={t("up")}
                look="quiet"
                icon={<ArrowUp size={18} aria-hidden="true" />}
                {...(at === 0 ? { offBecause: t("first") } : { onClick: () => swap(at, at - 1) })}
              />
              <IconButton
                label={t("down")}
                look="quiet"
                icon={<ArrowDown size={18} aria-hidden="true" />}
                onClick={() => swap(at, at + 1)}
              />
              <span className="flex-1" />
              <IconButton
                label={t("remove")}
                look="quiet"
                icon={<Trash2 size={18} aria-hidden="true" />}
                onClick={() => remove.send(photo.photoId)}
              />
            </div>
            <PhotoWords photo={photo} onSave={(words) => edit.send({ photoId: photo.photoId, ...words })} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function PhotoWords({ photo, onSave }: { photo: Photo; onSave: (words: Words) => void }) {
  const t = useTranslations("hosting.editor.photos");
  const rooms = useTranslations("listing.rooms");
  return (
    <div className="mt-2 grid gap-2">
      <Select
        label={t("room")}
        size="small"
        options={ROOMS.map((room) => ({ value: room, label: rooms(room) }))}
        value={photo.room}
        onChange={(event) => {
          const room = ROOMS.find((one) => one === event.target.value);
          if (room) onSave({ room });
        }}
      />
      <TextField
        label={t("alt")}
        size="small"
        maxLength={250}
        defaultValue={photo.alt}
        onBlur={(event) => event.target.value !== photo.alt && onSave({ alt: event.target.value })}
      />
    </div>
  );
}

function Upload({ listingId }: { listingId: ListingId }) {
  const t = useTranslations("hosting.editor.photos");
  const router = useRouter();
  const refusalText = useRefusalText();
  const input = useRef<HTMLInputElement>(null);
  const [left, setLeft] = useState(0);
  const [failures, setFailures] = useState<readonly string[]>([]);
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])];
    event.target.value = "";
    setFailures([]);
    setLeft(files.length);
    // One after the other: the pictures keep the sequence in which they were chosen.
    for (const file of files) {
      const refusal = await upload(listingId, file);
      if (refusal)
        setFailures((before) => [...before, t("failed", { name: file.name, reason: refusalText(refusal) })]);
      setLeft((count) => count - 1);
      router.refresh();
    }
  };
  return (
    <div className="rounded-card border border-edge border-dashed bg-surface p-6 text-center">
      <input
        ref={input}
        type="file"
        accept="image/jpeg,image/png,image/webp"
        multiple
        aria-label={t("add")}
        className="sr-only"
        onChange={(event) => void choose(event)}
      />
      <Button
        look="primary"
        icon={<ImagePlus size={18} aria-hidden="true" />}
        pending={left > 0}
        onClick={() => input.current?.click()}
      >
        {t("add")}
      </Button>
      <p aria-live="polite" className="mt-3 text-ink-2">
        {left > 0 ? t("uploading", { count: left }) : t("drop")}
      </p>
      {failures.map((failure) => (
        <Banner key={failure} tone="red" urgent className="mt-3 text-start">
          {failure}
        </Banner>
      ))}
    </div>
  );
}

/** Sends one file; the refusal it ended with, or nothing when it is in. */
async function upload(
  listingId: ListingId,
  file: File,
): Promise<{ data: { refusal?: string } | null } | undefined> {
  const answer = await fetch(`/api/uploads/photos?listingId=${listingId}`, {
    method: "POST",
    body: file,
    headers: { "content-type": "application/octet-stream" },
  }).catch((error: unknown) => {
    // fetch rejects for a broken connection alone.
    if (error instanceof TypeError) return undefined;
    throw error;
  });
  if (!answer) return { data: null };
  if (answer.ok) return undefined;
  const told = (await answer.json()) as { error?: { code?: string } };
  const refusal = told.error?.code;
  return { data: refusal === undefined ? {} : { refusal } };
}
