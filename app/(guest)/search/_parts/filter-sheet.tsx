"use client";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { Checkbox } from "@/app/_ui/checkbox";
import { formatMoney } from "@/app/_ui/format/money-parts";
import { onDemand } from "@/app/_ui/on-demand";
import { Segmented } from "@/app/_ui/segmented";
import { Sheet } from "@/app/_ui/sheet";
import type { Amenity } from "@/server/modules/listings/contract";
import { PROPERTY_TYPES, ROOM_TYPES } from "@/server/modules/listings/words";
import type { SearchFilters, SearchInput, SearchResult } from "@/server/modules/search/contract";
import { nightCount } from "@/server/primitives/stay";
import { Group, Row } from "./filter-group";
import { RoomTile } from "./room-tile";
import { useLiveResult } from "./use-live-result";

const PriceRange = onDemand(() => import("./price-range").then((module) => module.PriceRange));

type Props = {
  open: boolean;
  filters: SearchFilters;
  result: SearchResult;
  input: SearchInput;
  onClose: () => void;
  onShow: (filters: SearchFilters) => void;
};

const COMFORT = [
  "kitchen",
  "workspace",
  "wifi",
  "air_conditioning",
  "washer",
  "free_parking",
  "garden",
  "pool",
  "hot_tub",
  "fireplace",
  "ev_charger",
  "crib",
] as const satisfies readonly Amenity[];
const ACCESS = ["step_free", "elevator"] as const satisfies readonly Amenity[];
const FLAGS = ["freeCancellation", "instantBook", "selfCheckIn", "petsAllowed", "guestFavourite"] as const;
const ROOMS_CHOICES = [0, 1, 2, 3, 4];

/** All filters with live counts at the end of each row; the button says how many homes it shows. */
export function FilterSheet({ open, filters: before, result: first, input, onClose, onShow }: Props) {
  const t = useTranslations("search.filters");
  const names = useTranslations("listing");
  const locale = useLocale();
  const [filters, setFilters] = useState(before);
  const result = useLiveResult(open, input, filters, first);
  const { counts, histogram, countsAreLeast: isLeast } = result;
  const median =
    histogram.medianMinor > 0
      ? formatMoney({ amountMinor: histogram.medianMinor, currency: histogram.currency }, locale, {
          round: true,
        })
      : undefined;
  const toggle = <Key extends "amenities" | "roomTypes" | "propertyTypes">(
    key: Key,
    value: NonNullable<SearchFilters[Key]>[number],
  ) => {
    const list = (filters[key] ?? []) as readonly (typeof value)[];
    const next = list.includes(value) ? list.filter((one) => one !== value) : [...list, value];
    const { [key]: _old, ...rest } = filters;
    setFilters((next.length > 0 ? { ...rest, [key]: next } : rest) as SearchFilters);
  };
  const amenity = (one: Amenity) => (
    <Row key={one} count={counts.amenities[one] ?? 0} isLeast={isLeast}>
      <Checkbox
        label={names(`amenities.${one}`)}
        checked={filters.amenities?.includes(one) ?? false}
        onChange={() => toggle("amenities", one)}
      />
    </Row>
  );
  const setFlag = (flag: (typeof FLAGS)[number], on: boolean) => {
    const { [flag]: _old, ...rest } = filters;
    setFilters(on ? { ...rest, [flag]: true } : rest);
  };
  const setLeast = (key: "bedroomsMin" | "bedsMin", least: number) => {
    const { [key]: _old, ...rest } = filters;
    setFilters(least > 0 ? { ...rest, [key]: least } : rest);
  };
  const kinds = PROPERTY_TYPES.filter(
    (kind) => (counts.propertyTypes[kind] ?? 0) > 0 || filters.propertyTypes?.includes(kind),
  );
  return (
    <Sheet
      open={open}
      onClose={onClose}
      side="start"
      width="wide"
      title={t("title")}
      footer={
        <div className="flex w-full items-center justify-between gap-4">
          <Button look="quiet" className="-ms-3" onClick={() => setFilters({})}>
            {t("clear")}
          </Button>
          <Button look="primary" size="large" className="max-md:flex-1" onClick={() => onShow(filters)}>
            {t("show", { count: result.matchCount, least: String(result.matchCountIsLeast) })}
          </Button>
        </div>
      }
    >
      <div className="grid grid-cols-1 gap-x-12 gap-y-6 md:grid-cols-2">
        <div className="grid content-start gap-6">
          <Group
            title={input.stay ? t("priceFor", { count: nightCount(input.stay) }) : t("priceNight")}
            end={median ? t("median", { amount: median }) : undefined}
          >
            <PriceRange
              histogram={histogram}
              low={filters.priceMinMinor}
              high={filters.priceMaxMinor}
              onChange={(low, high) => setFilters(withPrice(filters, low, high))}
            />
          </Group>
          <Group title={t("roomTypes")}>
            <div className="grid grid-cols-2 gap-2 pt-1 sm:grid-cols-4">
              {ROOM_TYPES.map((room) => (
                <RoomTile
                  key={room}
                  room={room}
                  label={names(`roomTypes.${room}`)}
                  note={t("homes", { count: counts.roomTypes[room] ?? 0, least: String(isLeast) })}
                  chosen={filters.roomTypes?.includes(room) ?? false}
                  onToggle={() => toggle("roomTypes", room)}
                />
              ))}
            </div>
          </Group>
          <Group title={t("kinds")}>
            {kinds.map((kind) => (
              <Row key={kind} count={counts.propertyTypes[kind] ?? 0} isLeast={isLeast}>
                <Checkbox
                  label={names(`kinds.${kind}`)}
                  checked={filters.propertyTypes?.includes(kind) ?? false}
                  onChange={() => toggle("propertyTypes", kind)}
                />
              </Row>
            ))}
          </Group>
        </div>
        <div className="grid content-start gap-6">
          <Group title={t("size")}>
            {(["bedroomsMin", "bedsMin"] as const).map((key) => (
              <div key={key} className="py-1.5">
                <Segmented
                  label={t(key)}
                  options={ROOMS_CHOICES.map((least) => ({
                    value: String(least),
                    label: least === 0 ? t("any") : `${least}+`,
                  }))}
                  value={String(filters[key] ?? 0)}
                  onChange={(least) => setLeast(key, Number(least))}
                />
              </div>
            ))}
          </Group>
          <Group title={t("booking")}>
            {FLAGS.map((flag) => (
              <Row key={flag} count={counts[flag]} isLeast={isLeast}>
                <Checkbox
                  label={t(flag)}
                  checked={filters[flag] ?? false}
                  onChange={(event) => setFlag(flag, event.target.checked)}
                />
              </Row>
            ))}
          </Group>
          <Group title={t("comfort")}>{COMFORT.map(amenity)}</Group>
          <Group title={t("access")}>{ACCESS.map(amenity)}</Group>
        </div>
      </div>
    </Sheet>
  );
}

function withPrice(filters: SearchFilters, low: number | undefined, high: number | undefined): SearchFilters {
  const { priceMinMinor: _low, priceMaxMinor: _high, ...rest } = filters;
  return {
    ...rest,
    ...(low === undefined ? {} : { priceMinMinor: low }),
    ...(high === undefined ? {} : { priceMaxMinor: high }),
  };
}
