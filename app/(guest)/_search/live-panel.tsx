"use client";
import { MapPin } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { plainClient } from "@/app/_trpc/plain-client";
import type { ComboOption } from "@/app/_ui/combo-box";
import { addDays } from "@/app/_ui/format/dates";
import { SearchPanel, type SearchWish } from "@/app/_ui/search/search-panel";
import type { SearchPart } from "@/app/_ui/search/search-pill";
import { isLocalDate } from "@/server/primitives/local-date";
import { formatMoney } from "@/server/primitives/money";
import { emptyWish, inputOfWish } from "./wish";

type Props = {
  wish: SearchWish;
  onChange: (wish: SearchWish) => void;
  today: string;
  startAt: SearchPart;
  onSearch: () => void;
  onClose: () => void;
};

/** Asking waits until somebody pauses, so that a word is one question and not eight. */
const PAUSE_MS = 180;
const GUESTS_MAX = 16;
const DAYS_AHEAD = 540;

/** The panel with the market behind it: suggestions while writing, and how many homes fit right now. */
export function LivePanel({ wish, onChange, today, startAt, onSearch, onClose }: Props) {
  const t = useTranslations("search.panel");
  const [suggestions, setSuggestions] = useState<readonly ComboOption[]>([]);
  const found = useCount(wish);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const suggest = (text: string) => {
    clearTimeout(timer.current);
    const own = setTimeout(() => {
      void suggestionsFor(text, (count) => t("homes", { count })).then((found) => {
        // An answer that comes after more was written is of another text.
        if (timer.current === own) setSuggestions(found);
      });
    }, PAUSE_MS);
    timer.current = own;
  };
  return (
    <SearchPanel
      open
      onClose={onClose}
      wish={wish}
      onChange={onChange}
      onPlaceText={suggest}
      suggestions={suggestions}
      dates={{ firstOn: today, lastOn: addDays(today, DAYS_AHEAD) }}
      guestsMax={GUESTS_MAX}
      count={found?.count}
      countNote={found?.note}
      onSearch={onSearch}
      onClear={() => onChange(emptyWish)}
      startAt={startAt}
    />
  );
}

async function suggestionsFor(text: string, homes: (count: number) => string): Promise<ComboOption[]> {
  if (text.trim() === "") return [];
  const client = await plainClient();
  const { places } = await client.search.places.query({ text: text.trim() }).catch((error: unknown) => {
    console.warn("no suggestions", error);
    return { places: [] };
  });
  return places.map((place) => ({
    id: place.placeId,
    label: place.name,
    icon: <MapPin size={18} strokeWidth={1.75} aria-hidden="true" />,
    tail: place.fullName.slice(place.name.length),
    ...(place.listingCount > 0 ? { end: homes(place.listingCount) } : {}),
  }));
}

/** How many homes fit the wish, and the lowest price among the first. Undefined while it is being counted. */
function useCount(wish: SearchWish): { count: number; note: string } | undefined {
  const t = useTranslations("search.panel");
  const locale = useLocale();
  const [found, setFound] = useState<{ count: number; note: string }>();
  const asked = JSON.stringify(inputOfWish(wish));
  useEffect(() => {
    let stale = false;
    setFound(undefined);
    const timer = setTimeout(() => {
      const { stay, ...rest } = JSON.parse(asked) as ReturnType<typeof inputOfWish>;
      const exact =
        stay && isLocalDate(stay.checkIn) && isLocalDate(stay.checkOut)
          ? { stay: { checkIn: stay.checkIn, checkOut: stay.checkOut } }
          : {};
      void plainClient()
        .then((client) => client.search.listings.query({ ...rest, ...exact, sort: "price", pageSize: 1 }))
        .then((answer) => {
          if (stale) return;
          const cheapest = answer.items[0];
          const amount = cheapest ? formatMoney(cheapest.total ?? cheapest.nightly, locale) : "";
          setFound({
            count: answer.matchCount,
            note: cheapest
              ? t(cheapest.total ? "fromTotal" : "fromNight", { count: answer.matchCount, amount })
              : "",
          });
        })
        .catch((error: unknown) => console.warn("homes were not counted", error));
    }, PAUSE_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [asked, locale, t]);
  return found;
}
