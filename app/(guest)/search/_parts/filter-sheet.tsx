"use client";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { plainClient } from "@/app/_trpc/plain-client";
import { Button } from "@/app/_ui/button";
import { Checkbox } from "@/app/_ui/checkbox";
import { Segmented } from "@/app/_ui/segmented";
import { Sheet } from "@/app/_ui/sheet";
import type { Amenity } from "@/server/modules/listings/contract";
import { PROPERTY_TYPES, ROOM_TYPES } from "@/server/modules/listings/words";
import type { SearchFilters, SearchInput, SearchResult } from "@/server/modules/search/contract";
import { nightCount } from "@/server/primitives/stay";

const PriceRange = dynamic(() => import("./price-range").then((module) => module.PriceRange), { ssr: false });

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
  const [filters, setFilters] = useState(before);
  const result = useLiveResult(open, input, filters, first);
  const { counts, histogram } = result;
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
    <Row key={one} count={counts.amenities[one] ?? 0}>
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
        <div className="flex items-center justify-between gap-4">
          <Button look="quiet" onClick={() => setFilters({})}>
            {t("clear")}
          </Button>
          <Button look="primary" size="large" onClick={() => onShow(filters)}>
            {t("show", { count: result.matchCount })}
          </Button>
        </div>
      }
    >
      <div className="grid grid-cols-1 gap-x-12 gap-y-8 md:grid-cols-2">
        <div className="grid content-start gap-8">
          <Group title={input.stay ? t("priceFor", { count: nightCount(input.stay) }) : t("priceNight")}>
            <PriceRange
              histogram={histogram}
              low={filters.priceMinMinor}
              high={filters.priceMaxMinor}
              onChange={(low, high) => setFilters(withPrice(filters, low, high))}
            />
          </Group>
          <Group title={t("roomTypes")}>
            {ROOM_TYPES.filter(
              (room) => (counts.roomTypes[room] ?? 0) > 0 || filters.roomTypes?.includes(room),
            ).map((room) => (
              <Row key={room} count={counts.roomTypes[room] ?? 0}>
                <Checkbox
                  label={names(`roomTypes.${room}`)}
                  checked={filters.roomTypes?.includes(room) ?? false}
                  onChange={() => toggle("roomTypes", room)}
                />
              </Row>
            ))}
          </Group>
          <Group title={t("kinds")}>
            {kinds.map((kind) => (
              <Row key={kind} count={counts.propertyTypes[kind] ?? 0}>
                <Checkbox
                  label={names(`kinds.${kind}`)}
                  checked={filters.propertyTypes?.includes(kind) ?? false}
                  onChange={() => toggle("propertyTypes", kind)}
                />
              </Row>
            ))}
          </Group>
        </div>
        <div className="grid content-start gap-8">
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
              <Row key={flag} count={counts[flag]}>
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

function Group({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <fieldset>
      <legend className="mb-2 font-semibold text-base">{title}</legend>
      {children}
    </fieldset>
  );
}

function Row({ count, children }: { count: number; children: React.ReactNode }) {
  return (
    <div className="flex min-h-10.5 items-center justify-between gap-4">
      {children}
      <span className="text-ink-2 tabular-nums">{count}</span>
    </div>
  );
}

const PAUSE_MS = 150;

/** Counts with the filters as they stand in the sheet, before they are shown in the page. */
function useLiveResult(
  open: boolean,
  input: SearchInput,
  filters: SearchFilters,
  first: SearchResult,
): Pick<SearchResult, "counts" | "histogram" | "matchCount"> {
  const [live, setLive] = useState<Pick<SearchResult, "counts" | "histogram" | "matchCount">>(first);
  const asked = JSON.stringify(filters);
  useEffect(() => {
    if (!open) return;
    let stale = false;
    const timer = setTimeout(() => {
      const { cursor: _cursor, ...rest } = input;
      void plainClient()
        .then((client) =>
          client.search.listings.query({ ...rest, filters: JSON.parse(asked) as SearchFilters, pageSize: 1 }),
        )
        .then((answer) => {
          if (!stale) setLive(answer);
        })
        .catch((error: unknown) => console.warn("homes were not counted", error));
    }, PAUSE_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [open, input, asked]);
  return live;
}
