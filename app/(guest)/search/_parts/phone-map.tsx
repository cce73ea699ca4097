"use client";
import { List } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { routes } from "@/app/_routes";
import { Money } from "@/app/_ui/money";
import { Picture } from "@/app/_ui/picture";
import { Rating } from "@/app/_ui/rating";
import { pictureOf } from "@/app/_viewer/picture-of";
import { bathsText } from "@/app/(guest)/_cards/use-home-facts";
import { MapPanel, type MapPanelProps } from "./map-panel";

/** On a phone the map fills the window and the list is a sheet at its foot; the lit home scrolls into sight. */
export function PhoneMap({ onClose, ...map }: MapPanelProps & { onClose: () => void }) {
  const t = useTranslations("search");
  const kinds = useTranslations("listing.kinds");
  const facts = useTranslations("listing.facts");
  const list = useRef<HTMLUListElement>(null);
  const close = useRef<HTMLButtonElement>(null);
  const { result, litId, params } = map;
  useEffect(() => close.current?.focus(), []);
  useEffect(() => {
    if (litId)
      list.current
        ?.querySelector(`[data-home="${CSS.escape(litId)}"]`)
        ?.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }, [litId]);
  return (
    <div
      role="dialog"
      aria-modal="true"
      aria-label={t("map.label")}
      className="fixed inset-0 z-40 flex flex-col bg-paper lg:hidden"
      onKeyDown={(event) => event.key === "Escape" && onClose()}
    >
      <div className="relative min-h-0 flex-1">
        <MapPanel {...map} />
      </div>
      <section className="-mt-5 relative z-10 max-h-[46dvh] overflow-y-auto rounded-t-sheet bg-paper px-4 pt-3 pb-6 shadow-lifted">
        <span aria-hidden="true" className="mx-auto block h-1 w-10 rounded-full bg-edge" />
        <div className="mt-3 flex items-center justify-between">
          <h2 className="title-lg">{t("countHere", { count: result.matchCount })}</h2>
          <button
            ref={close}
            type="button"
            onClick={onClose}
            className="flex h-11 cursor-pointer items-center gap-2 rounded-control px-3 font-semibold"
          >
            <List size={18} aria-hidden="true" />
            {t("map.list")}
          </button>
        </div>
        <ul ref={list} className="divide-y divide-line">
          {result.items.map((home) => (
            <li
              key={home.listingId}
              data-home={home.listingId}
              className={`relative flex gap-3.5 py-4 ${litId === home.listingId ? "rounded-control bg-moss-tint" : ""}`}
            >
              {home.photos[0] ? (
                <Picture
                  picture={pictureOf(home.photos[0])}
                  ratio="1/1"
                  sizes="120px"
                  rounded="control"
                  className="w-29 shrink-0"
                />
              ) : null}
              <div className="min-w-0">
                <p className="truncate text-ink-2">
                  {kinds(home.propertyType)} · {home.neighbourhood || home.city}
                </p>
                <h3 className="font-semibold text-base leading-5.5">
                  <Link
                    href={routes.listing(home.listingId, {
                      checkIn: params.checkIn,
                      checkOut: params.checkOut,
                      adults: params.adults,
                      from: "search",
                    })}
                    className="after:absolute after:inset-0"
                  >
                    {home.title}
                  </Link>
                </h3>
                <p className="flex items-center gap-1 text-ink-2">
                  <Rating
                    value={home.ratingCenti === null ? null : home.ratingCenti / 100}
                    reviewCount={home.reviewCount}
                  />{" "}
                  · {bathsText(home.bathroomHalves, facts)}
                </p>
                <Money {...(home.total ?? home.nightly)} look="price" />
              </div>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
