"use client";
import { Check, CircleDashed } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { routes } from "@/app/_routes";
import { useCall } from "@/app/_trpc/use-call";
import { Banner } from "@/app/_ui/banner";
import { Button } from "@/app/_ui/button";
import { LinkButton } from "@/app/_ui/link-button";
import { showToast } from "@/app/_ui/toast";
import { useRefusalText } from "@/app/_viewer/refusal-text";
import type { OwnListing } from "@/server/modules/listings/contract";
import { PUBLISH_CHECKS } from "@/server/modules/listings/words";
import type { EditorStep } from "./draft";

type Missing = (typeof PUBLISH_CHECKS)[number];

/** Where each missing thing is mended. */
const STEP_OF: Record<Missing, EditorStep | "account"> = {
  title: "text",
  description: "text",
  address: "place",
  point: "place",
  photos: "photos",
  price: "price",
  amenities: "amenities",
  safety: "rules",
  email_verified: "account",
};

/** The check list, and the button that puts the home on the market. */
export function ReviewStep({ listing }: { listing: OwnListing }) {
  const t = useTranslations("hosting.editor.review");
  const router = useRouter();
  const refusalText = useRefusalText();
  const said = (text: string) => {
    showToast(text);
    router.refresh();
  };
  const { listingId, missing, status } = listing;
  const publish = useCall((client) => client.listings.publish.mutate({ listingId }), {
    onSuccess: () => said(t("published")),
  });
  const pause = useCall((client) => client.listings.pause.mutate({ listingId }), {
    onSuccess: () => said(t("paused")),
  });
  const error = publish.error ?? pause.error;
  return (
    <div className="max-w-140">
      {missing.length === 0 ? (
        <Banner tone="moss" title={t("ready")} />
      ) : (
        <h2 className="font-semibold text-base">{t("missing")}</h2>
      )}
      <ul className="mt-4 grid gap-1">
        {PUBLISH_CHECKS.map((check) => {
          const lacks = missing.includes(check);
          const step = STEP_OF[check];
          return (
            <li key={check} className="flex min-h-11 items-center gap-3">
              {lacks ? (
                <CircleDashed size={18} aria-hidden="true" className="text-amber-ink" />
              ) : (
                <Check size={18} aria-hidden="true" className="text-moss-ink" />
              )}
              {lacks ? (
                <Link
                  href={step === "account" ? routes.account() : routes.hosting.listing(listingId, step)}
                  className="link font-medium"
                >
                  {t(`missingOf.${check}`)}
                </Link>
              ) : (
                <span className="text-ink-2">{t(`missingOf.${check}`)}</span>
              )}
            </li>
          );
        })}
      </ul>
      {error ? (
        <Banner tone="red" urgent className="mt-4">
          {refusalText(error)}
        </Banner>
      ) : null}
      <div className="mt-6 flex flex-wrap gap-3">
        {status === "published" ? (
          <>
            <LinkButton look="primary" href={routes.listing(listingId)}>
              {t("see")}
            </LinkButton>
            <Button look="danger" pending={pause.isPending} onClick={() => pause.send()}>
              {t("pause")}
            </Button>
          </>
        ) : (
          <Button
            look="primary"
            size="large"
            pending={publish.isPending}
            offBecause={missing.length > 0 ? t("missing") : undefined}
            onClick={() => publish.send()}
          >
            {t("publish")}
          </Button>
        )}
      </div>
    </div>
  );
}
