"use client";
import { Ridges } from "@/app/_ui/ridges";
import "./globals.css";

/**
 * The document itself failed, so there is neither a language nor a theme to read: English, as the system wishes,
 * with the reference under which the server logged it.
 */
export default function DocumentError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <html lang="en">
      <body>
        <main id="main" className="mx-auto max-w-[1200px] px-5 py-24 md:px-10">
          <Ridges bird="onSecond" />
          <h1 className="title-lg mt-4.5">This page did not load.</h1>
          <p className="mt-1 text-ink-2">
            Our side, not yours. Nothing was charged and nothing you sent is lost.
          </p>
          <button
            type="button"
            onClick={reset}
            className="mt-5 h-11 cursor-pointer rounded-control bg-moss px-4.5 font-semibold text-on-moss"
          >
            Load it again
          </button>
          {error.digest ? (
            <p className="mt-5 text-ink-2">
              Reference <span className="font-mono text-ink text-xs">{error.digest}</span>
            </p>
          ) : null}
        </main>
      </body>
    </html>
  );
}
