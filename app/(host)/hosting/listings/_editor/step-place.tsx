"use client";
import { MapPin } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { plainClient } from "@/app/_trpc/plain-client";
import { Button } from "@/app/_ui/button";
import { type MapBounds, MapView } from "@/app/_ui/map/map-view";
import { onDemand } from "@/app/_ui/on-demand";
import { Tag } from "@/app/_ui/tag";
import { TextField } from "@/app/_ui/text-field";
import type { PlaceView } from "@/server/modules/search/contract";
import type { StepProps } from "./draft";

const ComboBox = onDemand(() => import("@/app/_ui/combo-box").then((module) => module.ComboBox));

/** Where the map opens while nothing is known: the middle of the market's first city. */
const MIDDLE = { lat: 42.6526, lng: -73.7562 };
const STREET_ZOOM = 15.5;
const CITY_ZOOM = 12.5;
const PAUSE_MS = 180;

/** City, address, and the exact point: the map is moved until the pin stands on the roof. */
export function PlaceStep({ draft, set, styleUrl }: StepProps & { styleUrl: string | undefined }) {
  const t = useTranslations("hosting.editor.place");
  const [text, setText] = useState(draft.city);
  const [places, setPlaces] = useState<readonly PlaceView[]>([]);
  const [around, setAround] = useState<{ lat: number; lng: number }>();
  const seen = useRef<MapBounds>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const point =
    draft.latitude === null || draft.longitude === null
      ? undefined
      : { lat: draft.latitude, lng: draft.longitude };
  const start = around ?? point ?? MIDDLE;
  const find = (wanted: string) => {
    setText(wanted);
    set({ city: wanted });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void findPlaces(wanted).then(setPlaces), PAUSE_MS);
  };
  const choose = (placeId: string) => {
    const place = places.find((one) => one.placeId === placeId);
    if (!place) return;
    const [, ...above] = place.fullName.split(", ");
    const isNeighbourhood = place.kind === "neighbourhood";
    const city = isNeighbourhood ? (above[0] ?? place.name) : place.name;
    setText(city);
    setAround({ lat: place.latitude, lng: place.longitude });
    set({
      city,
      region: (isNeighbourhood ? above[1] : above[0]) ?? "",
      neighbourhood: isNeighbourhood ? place.name : draft.neighbourhood,
      countryCode: place.placeId.slice(0, 2).toUpperCase(),
    });
  };
  const usePoint = () => {
    const box = seen.current;
    // Whoever did not move the map means the point that it opened on.
    const at = box ? { lat: (box.south + box.north) / 2, lng: (box.west + box.east) / 2 } : start;
    set({ latitude: at.lat, longitude: at.lng });
  };
  const field = (
    name: "region" | "neighbourhood" | "addressLine" | "postalCode" | "countryCode",
    label: string,
    help?: string,
  ) => (
    <TextField
      label={label}
      value={draft[name]}
      onChange={(event) =>
        set({
          [name]: name === "countryCode" ? event.target.value.toUpperCase().slice(0, 2) : event.target.value,
        })
      }
      {...(help ? { help } : {})}
    />
  );
  return (
    <div className="grid max-w-160 gap-4">
      <ComboBox
        label={t("city")}
        text={text}
        onTextChange={find}
        options={places.map((place) => ({
          id: place.placeId,
          label: place.name,
          tail: place.fullName.slice(place.name.length),
        }))}
        onChoose={choose}
      />
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        {field("addressLine", t("address"), t("addressHelp"))}
        {field("postalCode", t("postal"))}
        {field("neighbourhood", t("neighbourhood"))}
        {field("region", t("region"))}
        {field("countryCode", t("country"))}
      </div>
      <div>
        <p className="flex items-center justify-between gap-3 font-medium">
          {t("point")} {point ? <Tag tone="green">{t("isSet")}</Tag> : null}
        </p>
        <p className="mb-3 text-ink-2">{t("pointHelp")}</p>
        <MapView
          key={around ? `${around.lat},${around.lng}` : "own"}
          label={t("point")}
          center={start}
          zoom={point && !around ? STREET_ZOOM : CITY_ZOOM}
          onMove={(box) => {
            seen.current = box;
          }}
          controls
          styleUrl={styleUrl}
          className="h-80 w-full rounded-card"
        >
          <span
            aria-hidden="true"
            className="pointer-events-none absolute inset-0 z-10 grid place-items-center pb-8 text-moss"
          >
            <MapPin size={36} strokeWidth={2} className="fill-surface" />
          </span>
        </MapView>
        <Button className="mt-3" onClick={usePoint}>
          {t("set")}
        </Button>
      </div>
    </div>
  );
}

async function findPlaces(text: string): Promise<readonly PlaceView[]> {
  if (text.trim().length < 2) return [];
  const client = await plainClient();
  try {
    return (await client.search.places.query({ text: text.trim() })).places;
  } catch (error) {
    // Suggestions are a convenience: the field takes any city without them.
    console.warn("no suggestions", error);
    return [];
  }
}
