import type { Metadata } from "next";
import { Messages } from "@/app/_i18n/messages";
import { GalleryHalf } from "./gallery-half";

export const metadata: Metadata = { title: "Components" };

/**
 * Every building block in every state, light and dark side by side, to be held against the design's picture.
 * Development only, and in English only: what stands here are specimens, not sentences of the product.
 */
export default function Gallery() {
  return (
    <Messages>
      <main id="main" className="grid grid-cols-1 xl:grid-cols-2">
        <GalleryHalf theme="light" />
        <GalleryHalf theme="dark" />
      </main>
    </Messages>
  );
}
