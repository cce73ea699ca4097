"use client";
import { RotateCw } from "lucide-react";
import { unstable_rethrow, useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Component, type ReactNode, startTransition } from "react";
import { Button } from "./button";

type Failed = { error: unknown };

/** A part of a page that failed to draw says so in its own place; the other parts stay. */
export class PartBoundary extends Component<{ children: ReactNode }, Failed | { error?: undefined }> {
  override state: Failed | { error?: undefined } = {};

  static getDerivedStateFromError(error: unknown): Failed {
    // Not found and the way to sign in are no failures: they are the page's.
    unstable_rethrow(error);
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return <PartError error={error} onAgain={() => this.setState({ error: undefined })} />;
  }
}

function PartError({ error, onAgain }: { error: unknown; onAgain: () => void }) {
  const t = useTranslations("ui");
  const router = useRouter();
  const digest = (error as { digest?: unknown } | null)?.digest;
  const again = () =>
    startTransition(() => {
      router.refresh();
      onAgain();
    });
  return (
    <section role="alert" className="rounded-panel border border-line bg-surface px-4 py-5">
      <p className="font-semibold">{t("part.failed")}</p>
      {typeof digest === "string" ? (
        <p className="mt-0.5 text-ink-3 text-xs">
          {t("error.reference")} <span className="break-all font-mono">{digest}</span>
        </p>
      ) : null}
      <Button size="small" className="mt-3" icon={<RotateCw size={15} aria-hidden="true" />} onClick={again}>
        {t("part.again")}
      </Button>
    </section>
  );
}
