"use client";
import { useTranslations } from "next-intl";
import { Banner } from "@/app/_ui/banner";
import { CopyButton } from "@/app/_ui/copy-button";

/** A signing secret, the one time that it is shown. */
export function SecretShown({ secret }: { secret: string }) {
  const t = useTranslations("admin.integrations.secret");
  return (
    <div className="grid gap-3">
      <Banner tone="amber" title={t("once")}>
        {t("onceText")}
      </Banner>
      <div className="flex items-center justify-between gap-3 rounded-control border border-line bg-sunk px-3 py-2">
        <code className="min-w-0 break-all text-sm">{secret}</code>
        <CopyButton text={secret} />
      </div>
    </div>
  );
}
