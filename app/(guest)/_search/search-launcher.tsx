"use client";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { type Query, routes } from "@/app/_routes";
import { formatDateRange } from "@/app/_ui/format/dates";
import { onDemand } from "@/app/_ui/on-demand";
import type { SearchWish } from "@/app/_ui/search/search-panel";
import { PhonePill, type PhonePillProps, type SearchPart, SearchPill } from "@/app/_ui/search/search-pill";
import { HomeField } from "./home-field";
import { queryOfWish } from "./wish";

const LivePanel = onDemand(() => import("./live-panel").then((module) => module.LivePanel));

type Props = {
  wish: SearchWish;
  /** The first date that can be chosen: today, by the market's clock. */
  today: string;
  /** `home`: the big field; `pill`: in a header; `phone`: the bar on top of a phone's list. */
  look: "home" | "pill" | "phone";
  /** What the phone's bar has beside: the way back, and the filters. */
  phone?: Pick<PhonePillProps, "backHref" | "backLabel" | "filterCount" | "filterLabel" | "onFilters">;
  /** Filters and sort that stay when place, dates or guests change. */
  keep?: Query;
};

/** Where, when, who: shows the present wish, and opens the one panel that changes it. */
export function SearchLauncher({ wish: before, today, look, phone, keep }: Props) {
  const t = useTranslations("ui.search");
  const locale = useLocale();
  const router = useRouter();
  const [open, setOpen] = useState<SearchPart>();
  const [wish, setWish] = useState(before);
  const said = {
    where: before.placeText || undefined,
    when: before.from && before.to ? formatDateRange(before.from, before.to, locale) : undefined,
    who: t("guests", { count: before.party.adults + before.party.children }),
  };
  const start = (part: SearchPart) => {
    setWish(before);
    setOpen(part);
  };
  const search = () => {
    setOpen(undefined);
    router.push(routes.search({ ...keep, ...queryOfWish(wish) }));
  };
  return (
    <>
      {look === "pill" ? <SearchPill {...said} isOpen={open !== undefined} onOpen={start} /> : null}
      {look === "phone" && phone ? <PhonePill {...said} {...phone} onOpen={() => start("where")} /> : null}
      {look === "home" ? <HomeField {...said} onOpen={start} onSearch={search} /> : null}
      {open ? (
        <LivePanel
          wish={wish}
          onChange={setWish}
          today={today}
          startAt={open}
          onSearch={search}
          onClose={() => setOpen(undefined)}
        />
      ) : null}
    </>
  );
}
