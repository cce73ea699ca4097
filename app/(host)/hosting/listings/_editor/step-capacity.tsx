"use client";
import { useTranslations } from "next-intl";
import { Checkbox } from "@/app/_ui/checkbox";
import { Stepper } from "@/app/_ui/stepper";
import { TextField } from "@/app/_ui/text-field";
import type { StepProps } from "./draft";

const GUESTS_MAX = 16;
const ROOMS_MAX = 20;

export function CapacityStep({ draft, set }: StepProps) {
  const t = useTranslations("hosting.editor.capacity");
  const whole = Math.floor(draft.bathroomHalves / 2);
  const half = draft.bathroomHalves % 2 === 1;
  return (
    <div className="grid max-w-120 gap-2 divide-y divide-line">
      <Stepper
        label={t("guests")}
        value={draft.capacity}
        min={1}
        max={GUESTS_MAX}
        onChange={(capacity) => set({ capacity })}
      />
      <Stepper
        label={t("bedrooms")}
        value={draft.bedrooms}
        min={0}
        max={ROOMS_MAX}
        onChange={(bedrooms) => set({ bedrooms })}
      />
      <Stepper
        label={t("beds")}
        value={draft.beds}
        min={1}
        max={ROOMS_MAX}
        onChange={(beds) => set({ beds })}
      />
      <Stepper
        label={t("baths")}
        value={whole}
        min={0}
        max={ROOMS_MAX}
        onChange={(count) => set({ bathroomHalves: count * 2 + Number(half) })}
      />
      <div className="pt-3">
        <Checkbox
          label={t("half")}
          checked={half}
          onChange={(event) => set({ bathroomHalves: whole * 2 + Number(event.target.checked) })}
        />
      </div>
      <div className="pt-4">
        <TextField
          label={t("area")}
          help={t("areaHelp")}
          inputMode="numeric"
          value={draft.areaSquareMetres === null ? "" : String(draft.areaSquareMetres)}
          onChange={(event) => {
            const metres = Number(event.target.value.replace(/\D/g, ""));
            set({ areaSquareMetres: metres > 0 ? metres : null });
          }}
        />
      </div>
    </div>
  );
}
