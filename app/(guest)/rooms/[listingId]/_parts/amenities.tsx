"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import type { Amenity } from "@/server/modules/listings/contract";
import { amenityIcon } from "./amenity-icons";
import { Section } from "./section";

const SHOWN_MAX = 8;

/** The first few, and all of them on a press. */
export function Amenities({ amenities }: { amenities: readonly Amenity[] }) {
  const t = useTranslations("listing");
  const [open, setOpen] = useState(false);
  if (amenities.length === 0) return null;
  const row = (amenity: Amenity) => {
    const Icon = amenityIcon(amenity);
    return (
      <li key={amenity} className="flex items-center gap-3.5 text-base">
        <Icon size={22} strokeWidth={1.6} aria-hidden="true" className="shrink-0" />
        {t(`amenities.${amenity}`)}
      </li>
    );
  };
  return (
    <Section id="amenities" title={t("amenitiesTitle")}>
      <ul className="grid grid-cols-1 gap-x-8 gap-y-3.5 sm:grid-cols-2">
        {amenities.slice(0, SHOWN_MAX).map(row)}
      </ul>
      {amenities.length > SHOWN_MAX ? (
        <Button className="mt-6" onClick={() => setOpen(true)}>
          {t("allAmenities", { count: amenities.length })}
        </Button>
      ) : null}
      <Dialog open={open} onClose={() => setOpen(false)} title={t("amenitiesTitle")} width="medium">
        <ul className="grid grid-cols-1 gap-x-8 gap-y-3.5 sm:grid-cols-2">{amenities.map(row)}</ul>
      </Dialog>
    </Section>
  );
}
