import type { CSSProperties } from "react";
import { classNames } from "./class-names";

/** One size of one picture, cut by us: the browser picks by width. */
export type PictureVariant = { width: number; url: string };

export type PictureData = {
  /** What it shows, for those who do not see it; empty when it is decoration beside the same words. */
  alt: string;
  variants: readonly PictureVariant[];
  /** A few hundred bytes as a data URL, shown blurred until the picture is there. */
  blurDataUrl?: string | undefined;
};

export type PictureProps = {
  picture: PictureData;
  /** The width it takes on the page, as in `<img sizes>`: "(min-width: 1024px) 25vw, 100vw". */
  sizes: string;
  /** Shape of the frame; `fill` takes the parent's. */
  ratio?: "3/2" | "1/1" | "4/5" | "fill";
  /** On screen at first sight: fetched at once and first. All others wait until they come near. */
  eager?: boolean;
  rounded?: "card" | "panel" | "control" | "none";
  className?: string;
};

const ratios = { "3/2": "aspect-3/2", "1/1": "aspect-square", "4/5": "aspect-4/5", fill: "size-full" };
const corners = { card: "rounded-card", panel: "rounded-[12px]", control: "rounded-control", none: "" };

/** A picture in a frame that has its final size before the picture is there, with a 1 px inner ring. */
export function Picture({ picture, sizes, ratio = "3/2", eager, rounded = "card", className }: PictureProps) {
  const sorted = [...picture.variants].sort((a, b) => a.width - b.width);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  const blur: CSSProperties = picture.blurDataUrl
    ? { backgroundImage: `url("${picture.blurDataUrl}")`, backgroundSize: "cover" }
    : {};
  return (
    <span
      className={classNames(
        "relative isolate block overflow-hidden bg-sunk-2 after:pointer-events-none after:absolute after:inset-0 after:rounded-[inherit] after:shadow-[inset_0_0_0_1px_var(--picture-ring)]",
        ratios[ratio],
        corners[rounded],
        className,
      )}
      style={blur}
    >
      {middle ? (
        <img
          src={middle.url}
          srcSet={sorted.map((variant) => `${variant.url} ${variant.width}w`).join(", ")}
          sizes={sizes}
          alt={picture.alt}
          width={1200}
          height={800}
          loading={eager ? "eager" : "lazy"}
          fetchPriority={eager ? "high" : "auto"}
          decoding="async"
          className="absolute inset-0 size-full object-cover"
        />
      ) : null}
    </span>
  );
}
