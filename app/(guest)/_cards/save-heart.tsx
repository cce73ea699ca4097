"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { routes } from "@/app/_routes";
import { plainClient } from "@/app/_trpc/plain-client";
import { Heart, type HeartProps } from "@/app/_ui/heart";
import { showToast } from "@/app/_ui/toast";
import { useRefusalText } from "@/app/_viewer/refusal-text";
import type { ListingId } from "@/server/primitives/id";

type Props = { listingId: ListingId; title: string; saved: boolean; look?: HeartProps["look"] };

/** Saves at once and says so, with a way back; what is refused is undone and explained. Signed out: the way in. */
export function SaveHeart({ listingId, title, saved: before, look }: Props) {
  const toggle = useSave(listingId, before);
  return <Heart saved={toggle.saved} title={title} onToggle={toggle.set} {...(look ? { look } : {})} />;
}

export function useSave(
  listingId: ListingId,
  before: boolean,
): { saved: boolean; set: (saved: boolean) => void } {
  const t = useTranslations("listing.save");
  const router = useRouter();
  const refusalText = useRefusalText();
  const [saved, setSaved] = useState(before);
  const set = (wanted: boolean) => {
    setSaved(wanted);
    void change(listingId, wanted).then((answer) => {
      if ("error" in answer) {
        setSaved(!wanted);
        if (answer.error.data?.refusal === "sign_in_required") {
          router.push(routes.signIn({ next: `${window.location.pathname}${window.location.search}` }));
        } else showToast(refusalText(answer.error), { tone: "trouble" });
        return;
      }
      showToast(answer.name === undefined ? t("removed") : t("saved", { name: answer.name }), {
        action: { label: t("undo"), onPress: () => set(!wanted) },
      });
    });
  };
  return { saved, set };
}

type Failed = { error: { data?: { refusal?: string | null; requestId?: string | null } | null } };

async function change(listingId: ListingId, saved: boolean): Promise<{ name: string | undefined } | Failed> {
  const { TRPCClientError } = await import("@trpc/client");
  const client = await plainClient();
  try {
    if (saved) return { name: (await client.wishlists.save.mutate({ listingId })).name };
    await client.wishlists.remove.mutate({ listingId });
    return { name: undefined };
  } catch (error) {
    // The link's own error: a refusal, or a connection that broke. Anything else is a bug and goes on.
    if (error instanceof TRPCClientError) return { error: error as Failed["error"] };
    throw error;
  }
}
