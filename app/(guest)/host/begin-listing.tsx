"use client";
import { useTranslations } from "next-intl";
import { routes } from "@/app/_routes";
import { useCall } from "@/app/_trpc/use-call";
import { Banner } from "@/app/_ui/banner";
import { Button } from "@/app/_ui/button";
import { useRefusalText } from "@/app/_viewer/refusal-text";

/** Makes the draft and goes to its first step. A whole load: whoever begins a first listing is a host from then on. */
export function BeginListing() {
  const t = useTranslations("hosting.start");
  const refusalText = useRefusalText();
  const create = useCall((client) => client.listings.create.mutate({}), {
    onSuccess: ({ listingId }) => window.location.assign(routes.hosting.listing(listingId, "kind")),
  });
  return (
    <>
      {create.error ? (
        <Banner tone="red" urgent className="mb-4">
          {refusalText(create.error)}
        </Banner>
      ) : null}
      <Button
        look="primary"
        size="large"
        pending={create.isPending || create.isSuccess}
        onClick={() => create.send()}
      >
        {t("action")}
      </Button>
    </>
  );
}
