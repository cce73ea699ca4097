"use client";
import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button, type ButtonProps } from "./button";
import { copyText } from "./copy-text";
import { showToast } from "./toast";

/** Puts a text on the clipboard and says so. */
export function CopyButton({
  text,
  size = "tiny",
  look = "quiet",
  ...rest
}: { text: string } & Pick<ButtonProps, "size" | "look" | "className">) {
  const t = useTranslations("ui");
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    if (await copyText(text)) setCopied(true);
    else showToast(t("copy.refused"));
  };
  const iconSize = size === "tiny" ? 14 : 16;
  return (
    <Button
      {...rest}
      size={size}
      look={look}
      icon={
        copied ? <Check size={iconSize} aria-hidden="true" /> : <Copy size={iconSize} aria-hidden="true" />
      }
      onClick={() => void copy()}
    >
      <span aria-live="polite">{copied ? t("copy.done") : t("copy.copy")}</span>
    </Button>
  );
}
