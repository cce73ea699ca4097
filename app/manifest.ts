import type { MetadataRoute } from "next";

/** Lets a phone keep Roost on its home screen. Colours are the tokens' paper. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    name: "Roost",
    short_name: "Roost",
    description: "Short stays at the price you see.",
    start_url: "/",
    display: "standalone",
    background_color: "oklch(0.976 0.009 84)",
    theme_color: "oklch(0.976 0.009 84)",
    icons: [
      { src: "/icons/icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png" },
      { src: "/icons/maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
      { src: "/mark.svg", sizes: "any", type: "image/svg+xml" },
    ],
  };
}
