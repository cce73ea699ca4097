"use client";
import { Heart, Share } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { copyText } from "@/app/_ui/copy-text";
import { showToast } from "@/app/_ui/toast";
import { useSave } from "@/app/(guest)/_cards/save-heart";
import type { ListingId } from "@/server/primitives/id";

/** Shares the address (the device's own sheet where there is one, else the clipboard), and saves the home. */
export function ShareAndSave({
  listingId,
  title,
  saved,
}: {
  listingId: ListingId;
  title: string;
  saved: boolean;
}) {
  const t = useTranslations("listing");
  const toggle = useSave(listingId, saved);
  const share = useShare(title);
  return (
    <div className="-me-3 flex gap-1">
      <Button
        look="quiet"
        size="small"
        icon={<Share size={16} strokeWidth={1.75} aria-hidden="true" />}
        onClick={() => void share()}
      >
        {t("share.share")}
      </Button>
      <Button
        look="quiet"
        size="small"
        aria-pressed={toggle.saved}
        icon={
          <Heart
            size={16}
            strokeWidth={1.75}
            aria-hidden="true"
            className={toggle.saved ? "fill-clay text-clay" : ""}
          />
        }
        onClick={() => toggle.set(!toggle.saved)}
      >
        {t(toggle.saved ? "save.savedNow" : "save.save")}
      </Button>
    </div>
  );
}

/** The device's own sheet where there is one, else the clipboard. */
export function useShare(title: string): () => Promise<void> {
  const t = useTranslations("listing.share");
  return async () => {
    const url = window.location.href;
    if ("share" in navigator) {
      // Closing the sheet without sharing rejects; that is a choice, not a failure.
      await navigator.share({ title, url }).catch((error: unknown) => {
        if (!(error instanceof DOMException && error.name === "AbortError")) throw error;
      });
      return;
    }
    showToast(t((await copyText(url)) ? "copied" : "refused"));
  };
}
