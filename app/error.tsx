"use client";
import { onDemand } from "@/app/_ui/on-demand";

// Every page carries this boundary; what it shows comes only when something failed.
const PageError = onDemand(() => import("@/app/_ui/page-error").then((module) => module.PageError));

/** A page that failed to draw. */
export default function FailedPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <main id="main" className="mx-auto max-w-[1200px] px-5 py-16 md:px-10 md:py-24">
      <PageError digest={error.digest} onAgain={reset} />
    </main>
  );
}
