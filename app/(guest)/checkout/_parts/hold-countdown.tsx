"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { HoldBar } from "@/app/_ui/hold-bar";

type Props = { heldAtMs: number; expiresAtMs: number; serverNowMs: number; until: string };

/** The hold's time left. When it is over the page is read again and says so. */
export function HoldCountdown({ heldAtMs, expiresAtMs, serverNowMs, until }: Props) {
  const t = useTranslations("checkout.hold");
  const router = useRouter();
  return (
    <HoldBar
      expiresAtMs={expiresAtMs}
      serverNowMs={serverNowMs}
      lengthMs={expiresAtMs - heldAtMs}
      until={until}
      onEnd={() => router.refresh()}
      again={
        <Button size="small" onClick={() => router.refresh()}>
          {t("again")}
        </Button>
      }
    />
  );
}
