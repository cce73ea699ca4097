"use client";
import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { classNames } from "./class-names";
import { Picture, type PictureData } from "./picture";

export type PictureCarouselProps = {
  pictures: readonly PictureData[];
  sizes: string;
  eager?: boolean;
  /** Where a press on a picture leads. The keyboard and screen readers have the card's own link for it. */
  href?: string | undefined;
};

/** How many dots are drawn; more pictures share the last one. */
const dotsMax = 5;

/**
 * Pictures of one home, moved by swipe, wheel or the two arrows that show under the pointer. Only the first
 * is in the page until somebody reaches for the next, so that a page of cards asks for one picture a card.
 */
export function PictureCarousel({ pictures, sizes, eager, href }: PictureCarouselProps) {
  const t = useTranslations("ui");
  const strip = useRef<HTMLDivElement>(null);
  const [index, setIndex] = useState(0);
  const [opened, setOpened] = useState(false);
  const shown = opened ? pictures : pictures.slice(0, 1);
  const move = (by: number) => {
    setOpened(true);
    const next = Math.min(pictures.length - 1, Math.max(0, index + by));
    setIndex(next);
    // The new pictures are in the strip only after this render.
    requestAnimationFrame(() => {
      strip.current?.children[next]?.scrollIntoView({ block: "nearest", inline: "start" });
    });
  };
  return (
    <div
      className="group/carousel relative"
      onPointerEnter={() => setOpened(true)}
      onTouchStart={() => setOpened(true)}
    >
      <div
        ref={strip}
        className="scroll-row snap-mandatory scroll-smooth rounded-card"
        onScroll={(event) => {
          const { scrollLeft, clientWidth } = event.currentTarget;
          if (clientWidth > 0) setIndex(Math.round(Math.abs(scrollLeft) / clientWidth));
        }}
      >
        {shown.map((picture, at) => (
          <Slide key={picture.variants[0]?.url ?? at} href={href}>
            <Picture picture={picture} sizes={sizes} eager={Boolean(eager && at === 0)} rounded="none" />
          </Slide>
        ))}
      </div>
      <span className="pointer-events-none absolute inset-0 rounded-card shadow-[inset_0_0_0_1px_var(--picture-ring)]" />
      {pictures.length > 1 ? (
        <>
          <Dots count={Math.min(dotsMax, pictures.length)} at={Math.min(index, dotsMax - 1)} />
          <Arrow side="start" label={t("carousel.before")} hidden={index === 0} onPress={() => move(-1)} />
          <Arrow
            side="end"
            label={t("carousel.next")}
            hidden={index >= pictures.length - 1}
            onPress={() => move(1)}
          />
        </>
      ) : null}
    </div>
  );
}

function Slide({ href, children }: { href: string | undefined; children: ReactNode }) {
  const place = "block w-full shrink-0 snap-start";
  if (!href) return <div className={place}>{children}</div>;
  return (
    <Link href={href} tabIndex={-1} aria-hidden="true" className={place}>
      {children}
    </Link>
  );
}

function Dots({ count, at }: { count: number; at: number }) {
  return (
    <span className="pointer-events-none absolute inset-x-0 bottom-0 flex h-14 items-end justify-center gap-1.25 rounded-b-card bg-linear-to-t from-(--picture-fade) to-transparent pb-3">
      {Array.from({ length: count }, (_, dot) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: dots have no other name than their place
          key={dot}
          className={classNames(
            "h-1.5 rounded-full transition-[width] duration-120",
            dot === at ? "w-4 bg-(--picture-dot-on)" : "w-1.5 bg-(--picture-dot)",
          )}
        />
      ))}
    </span>
  );
}

function Arrow(props: { side: "start" | "end"; label: string; hidden: boolean; onPress: () => void }) {
  const Icon = props.side === "start" ? ChevronLeft : ChevronRight;
  return (
    <button
      type="button"
      aria-label={props.label}
      onClick={(event) => {
        event.preventDefault();
        props.onPress();
      }}
      className={classNames(
        "hit-44 absolute top-1/2 z-10 hidden size-8 -translate-y-1/2 cursor-pointer place-items-center rounded-full bg-surface/94 text-ink opacity-0 transition-opacity duration-120 focus-visible:opacity-100 group-hover/carousel:opacity-100 sm:grid",
        props.side === "start" ? "start-2.5" : "end-2.5",
        props.hidden && "invisible",
      )}
    >
      <Icon size={18} aria-hidden="true" className="rtl:-scale-x-100" />
    </button>
  );
}
