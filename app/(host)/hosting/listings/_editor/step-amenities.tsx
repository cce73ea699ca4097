"use client";
import { useTranslations } from "next-intl";
import { Chip } from "@/app/_ui/chip";
import type { Amenity } from "@/server/modules/listings/contract";
import { AMENITIES } from "@/server/modules/listings/words";
import type { StepProps } from "./draft";

export function AmenitiesStep({ draft, set }: StepProps) {
  const names = useTranslations("listing.amenities");
  const toggle = (amenity: Amenity) =>
    set({
      amenities: draft.amenities.includes(amenity)
        ? draft.amenities.filter((one) => one !== amenity)
        : [...draft.amenities, amenity],
    });
  return (
    <div className="flex flex-wrap gap-2.5">
      {AMENITIES.map((amenity) => (
        <Chip key={amenity} selected={draft.amenities.includes(amenity)} onClick={() => toggle(amenity)}>
          {names(amenity)}
        </Chip>
      ))}
    </div>
  );
}
