"use client";
import { RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { routes } from "@/app/_routes";
import { Button } from "@/app/_ui/button";
import { ErrorState } from "@/app/_ui/error-state";
import { LinkButton } from "@/app/_ui/link-button";

/** A page that failed to draw. The digest is the reference under which the server logged it. */
export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const t = useTranslations("ui.error");
  return (
    <main id="main" className="mx-auto max-w-[1200px] px-5 py-16 md:px-10 md:py-24">
      <ErrorState
        headingLevel="h1"
        title={t("title")}
        reference={error.digest}
        actions={
          <>
            <Button look="primary" icon={<RotateCw size={17} aria-hidden="true" />} onClick={reset}>
              {t("again")}
            </Button>
            <LinkButton href={routes.home()} look="quiet">
              {t("home")}
            </LinkButton>
          </>
        }
      >
        {t("text")}
      </ErrorState>
    </main>
  );
}
