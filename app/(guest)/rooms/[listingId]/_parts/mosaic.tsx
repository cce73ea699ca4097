"use client";
import { ArrowLeft, LayoutGrid, Share } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { routes } from "@/app/_routes";
import { buttonLook } from "@/app/_ui/button-look";
import { onDemand } from "@/app/_ui/on-demand";
import { Picture, type PictureData } from "@/app/_ui/picture";
import { SaveHeart } from "@/app/(guest)/_cards/save-heart";
import type { ListingId } from "@/server/primitives/id";
import { useShare } from "./share-and-save";

const PhotoTour = onDemand(() => import("./photo-tour").then((module) => module.PhotoTour));

export type RoomPicture = { id: string; room: string; caption: string; picture: PictureData };
type Props = { listingId: ListingId; title: string; saved: boolean; pictures: readonly RoomPicture[] };

const CELLS = ["row-span-2 md:col-span-1", "col-span-2", "", ""] as const;

/** Four pictures 7 : 5 on a wide page, one on a phone; each opens the tour by room. */
export function Mosaic({ listingId, title, saved, pictures }: Props) {
  const t = useTranslations("listing.photos");
  const share = useTranslations("listing.share");
  const onShare = useShare(title);
  const [tourAt, setTourAt] = useState<number>();
  const first = pictures[0];
  const shown = pictures.slice(0, CELLS.length);
  return (
    <div className="relative">
      <div className="hidden h-125 grid-cols-[7fr_2.5fr_2.5fr] grid-rows-2 gap-2 overflow-hidden rounded-card md:grid">
        {shown.map((one, at) => (
          <button
            key={one.id}
            type="button"
            onClick={() => setTourAt(at)}
            className={`relative min-h-0 cursor-pointer ${CELLS[at] ?? ""}`}
          >
            <Picture
              picture={one.picture}
              ratio="fill"
              rounded="none"
              eager
              sizes={at === 0 ? "(min-width: 1360px) 740px, 58vw" : "(min-width: 1360px) 530px, 42vw"}
            />
            <span className="sr-only">{t("open")}: </span>
            <span className="absolute start-3 bottom-3 rounded-small bg-surface/94 px-2.25 font-medium text-xs leading-6.5">
              {one.caption}
            </span>
            {at === 0 ? (
              <span
                className={`${buttonLook({ look: "second", size: "small" })} absolute end-3 bottom-3 border-transparent shadow-raised`}
              >
                <LayoutGrid size={16} aria-hidden="true" />
                {t("all", { count: pictures.length })}
              </span>
            ) : null}
          </button>
        ))}
      </div>
      <div className="relative md:hidden">
        {first ? (
          <button
            type="button"
            onClick={() => setTourAt(0)}
            className="block aspect-[390/330] w-full cursor-pointer"
          >
            <Picture picture={first.picture} ratio="fill" rounded="none" eager sizes="100vw" />
            <span className="sr-only">{t("open")}: </span>
            <span className="absolute end-4 bottom-9 rounded-small bg-scrim px-2.5 font-medium text-on-dark text-xs tabular-nums leading-7">
              {t("count", { at: 1, count: pictures.length })} · {first.caption}
            </span>
          </button>
        ) : null}
        <div className="absolute inset-x-4 top-3 flex justify-between">
          <Link
            href={routes.search()}
            aria-label={t("back")}
            className="grid size-11 place-items-center rounded-panel bg-surface/94"
          >
            <ArrowLeft size={20} aria-hidden="true" className="rtl:-scale-x-100" />
          </Link>
          <div className="flex gap-2">
            <button
              type="button"
              aria-label={share("share")}
              onClick={() => void onShare()}
              className="grid size-11 cursor-pointer place-items-center rounded-panel bg-surface/94"
            >
              <Share size={20} strokeWidth={1.75} aria-hidden="true" />
            </button>
            <SaveHeart listingId={listingId} title={title} saved={saved} look="square" />
          </div>
        </div>
      </div>
      {tourAt === undefined ? null : (
        <PhotoTour title={title} pictures={pictures} startAt={tourAt} onClose={() => setTourAt(undefined)} />
      )}
    </div>
  );
}
