"use client";
import { RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { routes } from "@/app/_routes";
import { Button } from "./button";
import { ErrorState } from "./error-state";
import { LinkButton } from "./link-button";

/** What a page that failed to draw shows. The digest is the reference under which the server logged it. */
export function PageError({ digest, onAgain }: { digest: string | undefined; onAgain: () => void }) {
  const t = useTranslations("ui.error");
  return (
    <ErrorState
      headingLevel="h1"
      title={t("title")}
      reference={digest}
      actions={
        <>
          <Button look="primary" icon={<RotateCw size={17} aria-hidden="true" />} onClick={onAgain}>
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
  );
}
