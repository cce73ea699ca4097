"use client";
import { useTranslations } from "next-intl";
import { PROPERTY_TYPES, ROOM_TYPES } from "@/server/modules/listings/words";
import { Choices } from "./choices";
import type { StepProps } from "./draft";

export function KindStep({ draft, set }: StepProps) {
  const t = useTranslations("hosting.editor.kind");
  const names = useTranslations("listing");
  return (
    <div className="grid gap-8">
      <Choices
        label={t("property")}
        options={PROPERTY_TYPES.map((value) => ({ value, label: names(`kinds.${value}`) }))}
        value={draft.propertyType}
        onChange={(propertyType) => set({ propertyType })}
      />
      <Choices
        label={t("room")}
        options={ROOM_TYPES.map((value) => ({ value, label: names(`roomTypes.${value}`) }))}
        value={draft.roomType}
        onChange={(roomType) => set({ roomType })}
      />
    </div>
  );
}
