"use client";
import { SlidersHorizontal } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Chip } from "@/app/_ui/chip";
import type { SearchFilters, SearchResult } from "@/server/modules/search/contract";
import { formatMoney, isCurrency } from "@/server/primitives/money";

type Props = {
  filters: SearchFilters;
  counts: SearchResult["counts"];
  currency: string;
  filterCount: number;
  onChange: (filters: SearchFilters) => void;
  onOpen: () => void;
};

/** Filters in one line under the header: those that are on come first and go with a press. */
export function FilterRow({ filters, counts, currency, filterCount, onChange, onOpen }: Props) {
  const t = useTranslations("search.filters");
  const rooms = useTranslations("listing.roomTypes");
  const price = usePriceText(filters, currency);
  const without = (key: keyof SearchFilters) =>
    onChange(Object.fromEntries(Object.entries(filters).filter(([name]) => name !== key)));
  const flags = [
    { key: "freeCancellation", label: t("freeCancellation"), count: counts.freeCancellation },
    { key: "instantBook", label: t("instantBook"), count: counts.instantBook },
    { key: "selfCheckIn", label: t("selfCheckIn"), count: counts.selfCheckIn },
    { key: "guestFavourite", label: t("guestFavourite"), count: counts.guestFavourite },
  ] as const;
  const entire = filters.roomTypes?.includes("entire_home") ?? false;
  const sorted = [...flags].sort((a, b) => Number(Boolean(filters[b.key])) - Number(Boolean(filters[a.key])));
  return (
    <div className="scroll-row h-15 items-center gap-2 border-line border-b bg-paper px-4 md:px-8">
      <Chip
        className="max-md:hidden"
        selected={filterCount > 0}
        icon={<SlidersHorizontal size={16} aria-hidden="true" />}
        count={filterCount || undefined}
        onClick={onOpen}
      >
        {t("title")}
      </Chip>
      {price ? (
        <Chip
          selected
          removable
          onClick={() => {
            const { priceMinMinor: _low, priceMaxMinor: _high, ...rest } = filters;
            onChange(rest);
          }}
        >
          {price}
        </Chip>
      ) : null}
      {sorted.map((flag) => (
        <Chip
          key={flag.key}
          selected={Boolean(filters[flag.key])}
          removable
          count={filters[flag.key] ? undefined : flag.count}
          onClick={() => (filters[flag.key] ? without(flag.key) : onChange({ ...filters, [flag.key]: true }))}
        >
          {flag.label}
        </Chip>
      ))}
      <Chip
        selected={entire}
        removable
        count={entire ? undefined : (counts.roomTypes.entire_home ?? 0)}
        onClick={() => (entire ? without("roomTypes") : onChange({ ...filters, roomTypes: ["entire_home"] }))}
      >
        {rooms("entire_home")}
      </Chip>
    </div>
  );
}

/** "Up to $900", "From $100", "$100 to $900"; nothing while the price is free. */
function usePriceText(filters: SearchFilters, currency: string): string | undefined {
  const t = useTranslations("search.filters");
  const locale = useLocale();
  const { priceMinMinor: low, priceMaxMinor: high } = filters;
  if (!isCurrency(currency) || (low === undefined && high === undefined)) return undefined;
  const text = (amountMinor: number) => formatMoney({ amountMinor, currency }, locale).replace(/\.00$/, "");
  if (low === undefined) return t("upTo", { amount: text(high ?? 0) });
  return high === undefined
    ? t("from", { amount: text(low) })
    : t("between", { low: text(low), high: text(high) });
}
