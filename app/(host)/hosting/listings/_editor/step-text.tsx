"use client";
import { useTranslations } from "next-intl";
import { TextArea } from "@/app/_ui/text-area";
import { TextField } from "@/app/_ui/text-field";
import type { StepProps } from "./draft";

const TITLE_LENGTH_MAX = 80;
const DESCRIPTION_LENGTH_MAX = 5_000;

export function TextStep({ draft, set }: StepProps) {
  const t = useTranslations("hosting.editor.text");
  return (
    <div className="grid max-w-160 gap-5">
      <TextField
        label={t("title")}
        help={t("titleHelp")}
        maxLength={TITLE_LENGTH_MAX}
        value={draft.title}
        onChange={(event) => set({ title: event.target.value })}
      />
      <TextArea
        label={t("description")}
        help={t("descriptionHelp")}
        rows={10}
        maxLength={DESCRIPTION_LENGTH_MAX}
        value={draft.description}
        onChange={(event) => set({ description: event.target.value })}
      />
    </div>
  );
}
