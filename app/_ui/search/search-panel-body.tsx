"use client";
import { Search, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import { Button } from "../button";
import { RangeCalendar, useMonthCount } from "../calendar/range-calendar";
import { classNames } from "../class-names";
import { formatDateRange, nightsBetween } from "../format/dates";
import { IconButton } from "../icon-button";
import { PartySteppers } from "./party-steppers";
import { PlaceField } from "./place-field";
import type { SearchPanelProps } from "./search-panel";
import type { SearchPart } from "./search-pill";

const parts: readonly SearchPart[] = ["where", "when", "who"];

/** The open panel. Loaded on demand by `SearchPanel`. */
export function SearchPanelBody(props: Omit<SearchPanelProps, "open">) {
  const { onClose, startAt = "where", onSearch, onClear, count, countNote } = props;
  const t = useTranslations("ui.search");
  const [tall, setTall] = useState<SearchPart>(startAt);
  const show = count === undefined ? t("searchNow") : t("show", { count });
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      className="fixed inset-0 z-50 bg-scrim transition-opacity duration-160 data-entering:opacity-0 lg:top-18"
    >
      <Modal className="bg-paper text-ink transition-[opacity,translate] duration-160 data-entering:-translate-y-1 data-entering:opacity-0 max-lg:h-dvh lg:rounded-b-hero lg:[clip-path:inset(0_0_-96px)] lg:shadow-lifted">
        <Dialog
          aria-label={t("find")}
          className="flex flex-col outline-none max-lg:h-full lg:max-h-[calc(100dvh-72px)] lg:overflow-y-auto lg:px-10 lg:pt-3 lg:pb-7"
        >
          <div className="flex h-15 shrink-0 items-center justify-between ps-2 pe-5 lg:hidden">
            <IconButton
              label={t("close")}
              icon={<X size={22} aria-hidden="true" />}
              look="quiet"
              onClick={onClose}
            />
            <strong className="font-semibold text-base">{t("find")}</strong>
            <button
              type="button"
              onClick={onClear}
              className="hit-44 link cursor-pointer font-medium text-ink-2"
            >
              {t("clear")}
            </button>
          </div>
          <div className="mx-auto grid grid-cols-1 w-full max-w-[1320px] gap-3 max-lg:min-h-0 max-lg:flex-1 max-lg:content-start max-lg:overflow-y-auto max-lg:px-4 max-lg:pt-1 max-lg:pb-6 lg:grid-cols-[minmax(0,272px)_minmax(0,1fr)_minmax(0,272px)] lg:gap-8 xl:gap-12">
            {parts.map((part) => (
              <Block key={part} part={part} isTall={tall === part} onTall={() => setTall(part)} {...props} />
            ))}
          </div>
          <div className="mx-auto mt-5 flex w-full max-w-[1320px] shrink-0 items-center justify-between gap-4 border-line border-t max-lg:mt-0 max-lg:bg-surface max-lg:px-4 max-lg:pt-3 max-lg:pb-[max(env(safe-area-inset-bottom),0.75rem)] lg:pt-5">
            <Button look="quiet" onClick={onClear} className="-ms-4.5 max-lg:hidden">
              {t("clearAll")}
            </Button>
            <div className="flex items-center gap-4 max-lg:w-full">
              <span aria-live="polite" className="text-ink-2 tabular-nums max-lg:sr-only">
                {countNote}
              </span>
              <Button
                look="primary"
                size="large"
                icon={<Search size={18} strokeWidth={2} aria-hidden="true" />}
                onClick={onSearch}
                className="tabular-nums max-lg:flex-1"
              >
                {show}
              </Button>
            </div>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** One of the three: on a wide page always open, on a phone one is tall and the others a line each. */
function Block(
  props: Omit<SearchPanelProps, "open"> & { part: SearchPart; isTall: boolean; onTall: () => void },
) {
  const { part, isTall, onTall } = props;
  const t = useTranslations("ui.search");
  const said = useSaid(props);
  return (
    <section
      className={classNames(
        "min-w-0 lg:pt-5",
        isTall
          ? "max-lg:rounded-card max-lg:border max-lg:border-line max-lg:bg-surface max-lg:px-4 max-lg:pt-4.5 max-lg:pb-3 max-lg:shadow-raised"
          : "",
      )}
    >
      {isTall ? null : (
        <button
          type="button"
          onClick={onTall}
          aria-expanded={false}
          className="panel flex h-15 w-full cursor-pointer items-center justify-between gap-4 rounded-[16px] px-4.5 lg:hidden"
        >
          <span className="text-ink-2">{t(part)}</span>
          <strong className="truncate font-semibold tabular-nums">{said[part]}</strong>
        </button>
      )}
      <div className={isTall ? "" : "max-lg:hidden"}>
        <h3 className="mb-3 flex items-baseline justify-between gap-2 font-semibold max-lg:title-lg lg:justify-start">
          {t(part)}
          {part === "when" && said.whenLong ? (
            <span className="font-normal text-ink-2 tabular-nums max-lg:font-semibold max-lg:font-text max-lg:text-ink max-lg:text-sm max-lg:tracking-normal">
              <span className="max-lg:hidden">· </span>
              {said.whenLong}
            </span>
          ) : null}
        </h3>
        {part === "where" ? <PlaceField {...props} /> : null}
        {part === "when" ? <When {...props} /> : null}
        {part === "who" ? (
          <PartySteppers
            party={props.wish.party}
            guestsMax={props.guestsMax}
            onChange={(party) => props.onChange({ ...props.wish, party })}
          />
        ) : null}
      </div>
    </section>
  );
}

function useSaid({ wish }: Pick<SearchPanelProps, "wish">) {
  const t = useTranslations("ui.search");
  const locale = useLocale();
  const { from, to, party } = wish;
  const range = from && to ? formatDateRange(from, to, locale) : undefined;
  return {
    where: wish.placeText || t("anywhere"),
    when: range ?? t("anyDates"),
    who: t("guests", { count: party.adults + party.children }),
    whenLong:
      range && from && to ? `${range}, ${t("nights", { count: nightsBetween(from, to) })}` : undefined,
  };
}

function When({ wish, onChange, dates }: Omit<SearchPanelProps, "open">) {
  const t = useTranslations("ui.search");
  const months = useMonthCount(2);
  return (
    <RangeCalendar
      bare
      label={t("chooseNights")}
      months={months}
      minNights={1}
      days={{}}
      {...dates}
      from={wish.from}
      to={wish.to}
      onChange={(from, to) => onChange({ ...wish, from, to })}
    />
  );
}
