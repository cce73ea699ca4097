"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { PriceSlider } from "@/app/_ui/price-slider";
import { TextField } from "@/app/_ui/text-field";
import type { SearchResult } from "@/server/modules/search/contract";
import { exponentOf, isCurrency } from "@/server/primitives/money";

type Props = {
  histogram: SearchResult["histogram"];
  low: number | undefined;
  high: number | undefined;
  onChange: (low: number | undefined, high: number | undefined) => void;
};

/** The price between two ends, in whole units, over how many homes cost what. */
export function PriceRange({ histogram, low, high, onChange }: Props) {
  const t = useTranslations("search.filters");
  const scale = isCurrency(histogram.currency) ? 10 ** exponentOf(histogram.currency) : 100;
  const least = Math.floor(histogram.minMinor / scale);
  const most = Math.max(least + 1, Math.ceil(histogram.topMinor / scale));
  const [dragged, setDragged] = useState<[number, number]>();
  const value: [number, number] = dragged ?? [
    Math.max(least, Math.floor((low ?? histogram.minMinor) / scale)),
    Math.min(most, Math.ceil((high ?? histogram.topMinor) / scale)),
  ];
  const change = (from: number, to: number | undefined) => {
    setDragged(undefined);
    onChange(from <= least ? undefined : from * scale, to === undefined ? undefined : to * scale);
  };
  // The field may name a limit above the end of the line; the end then stands for it.
  const asked = high === undefined ? undefined : Math.ceil(high / scale);
  const atEnd = asked !== undefined && asked > most ? asked : undefined;
  const settle = ([from, to]: [number, number]) => change(from, to >= most ? atEnd : to);
  const limit = dragged ? undefined : asked;
  const highest = limit ?? value[1];
  const isOpen = limit === undefined && highest >= most && histogram.maxMinor > histogram.topMinor;
  const shownHighest = isOpen ? `${highest}+` : String(highest);
  const typed = (text: string, otherwise: number) => {
    const whole = Number(text.replace(/\D/g, ""));
    return whole > 0 ? whole : otherwise;
  };
  return (
    <>
      <PriceSlider
        label={t("price")}
        thumbLabels={[t("lowest"), t("highest")]}
        min={least}
        max={most}
        value={value}
        onChange={setDragged}
        onChangeEnd={settle}
        counts={histogram.bins}
        format={{ style: "currency", currency: histogram.currency, maximumFractionDigits: 0 }}
      />
      <div className="mt-3 grid grid-cols-2 gap-3">
        <TextField
          key={`low-${value[0]}`}
          label={t("fromField")}
          inputMode="numeric"
          size="small"
          defaultValue={String(value[0])}
          onBlur={(event) => change(typed(event.target.value, least), limit)}
        />
        <TextField
          key={`high-${highest}`}
          label={t("toField")}
          inputMode="numeric"
          size="small"
          defaultValue={shownHighest}
          onBlur={({ target }) => {
            if (target.value === shownHighest) return;
            const to = typed(target.value, most);
            change(value[0], to * scale >= histogram.maxMinor ? undefined : to);
          }}
        />
      </div>
    </>
  );
}
