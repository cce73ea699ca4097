"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type MapPin, MapView } from "@/app/_ui/map/map-view";

const MARGIN_DEGREES = 0.005;

/** Unmet nights where they were looked for. A press on a lit place shows its nights beside the map. */
export function DemandMap({
  pins,
  chosen,
}: {
  pins: readonly (MapPin & { href: string })[];
  chosen: string;
}) {
  const t = useTranslations("admin.analytics.demand");
  const router = useRouter();
  const [lit, setLit] = useState<string>();
  if (pins.length === 0) return <p className="text-ink-2">{t("noPlaces")}</p>;
  const show = (id: string) => {
    const pin = pins.find((one) => one.id === id);
    if (pin) router.push(pin.href, { scroll: false });
  };
  const lngs = pins.map((pin) => pin.lng);
  const lats = pins.map((pin) => pin.lat);
  return (
    <MapView
      label={t("map")}
      className="h-80 rounded-control"
      still
      controls
      pins={pins}
      litId={lit ?? chosen}
      onLit={setLit}
      onOpen={show}
      // Without separators, as the mark shows it: what is read out holds what is seen.
      sumLabel={(sum) => t("cluster", { count: sum, sum: String(sum) })}
      bounds={{
        west: Math.min(...lngs) - MARGIN_DEGREES,
        east: Math.max(...lngs) + MARGIN_DEGREES,
        south: Math.min(...lats) - MARGIN_DEGREES,
        north: Math.max(...lats) + MARGIN_DEGREES,
      }}
    />
  );
}
