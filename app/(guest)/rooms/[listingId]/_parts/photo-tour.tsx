"use client";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Dialog } from "@/app/_ui/dialog";
import { Picture } from "@/app/_ui/picture";
import type { RoomPicture } from "./mosaic";

type Props = { title: string; pictures: readonly RoomPicture[]; startAt: number; onClose: () => void };

/** Every picture, grouped by room, over the whole window. */
export function PhotoTour({ title, pictures, startAt, onClose }: Props) {
  const t = useTranslations("listing");
  const start = useRef<HTMLLIElement>(null);
  useEffect(() => start.current?.scrollIntoView({ block: "center" }), []);
  const rooms = [...new Set(pictures.map((one) => one.room))];
  const startId = pictures[startAt]?.id;
  return (
    <Dialog open onClose={onClose} width="full" title={t("photos.title", { count: pictures.length, title })}>
      <div className="mx-auto max-w-240 pb-16">
        {rooms.map((room) => (
          <section key={room} className="mt-8 grid grid-cols-1 gap-4 md:grid-cols-[180px_1fr]">
            <h3 className="title-lg">{pictures.find((one) => one.room === room)?.caption}</h3>
            <ul className="grid gap-4">
              {pictures
                .filter((one) => one.room === room)
                .map((one) => (
                  <li key={one.id} ref={one.id === startId ? start : undefined}>
                    <Picture picture={one.picture} sizes="(min-width: 960px) 760px, 100vw" />
                    <p className="mt-1.5 text-ink-2 text-xs">{one.picture.alt}</p>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
