"use client";
import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { Autocomplete, Input, ListBox, ListBoxItem, SearchField } from "react-aria-components";
import { OptionLine } from "../combo-box";
import { bareControl, fieldBox } from "../field-frame";
import type { SearchPanelProps } from "./search-panel";

/** The place, with suggestions standing open under it: arrow keys go through them without leaving the field. */
export function PlaceField({ wish, onChange, onPlaceText, suggestions }: Omit<SearchPanelProps, "open">) {
  const t = useTranslations("ui.search");
  return (
    <Autocomplete
      // Suggestions come late: whether the first has the focus must not hang on how fast somebody writes.
      disableAutoFocusFirst
      inputValue={wish.placeText}
      onInputChange={(placeText) => {
        onChange({ ...wish, placeText, placeId: undefined });
        onPlaceText(placeText);
      }}
    >
      <SearchField aria-label={t("where")} className={fieldBox({})}>
        <Search size={18} aria-hidden="true" className="shrink-0" />
        <Input
          autoFocus
          placeholder={t("placeholder")}
          maxLength={120}
          className={`${bareControl} [&::-webkit-search-cancel-button]:hidden`}
        />
      </SearchField>
      <ListBox
        aria-label={t("where")}
        items={suggestions}
        selectionMode="single"
        selectedKeys={wish.placeId ? [wish.placeId] : []}
        onAction={(key) => {
          const chosen = suggestions.find((one) => one.id === String(key));
          if (chosen) onChange({ ...wish, placeText: chosen.label, placeId: chosen.id });
        }}
        className="mt-2.5 outline-none"
      >
        {(option) => (
          <ListBoxItem
            id={option.id}
            textValue={option.label}
            className="flex min-h-13 cursor-pointer items-center gap-3 rounded-control px-3.5 outline-none data-focused:bg-moss-tint data-hovered:bg-hover data-selected:bg-moss-tint"
          >
            <OptionLine option={option} text={wish.placeText} />
          </ListBoxItem>
        )}
      </ListBox>
    </Autocomplete>
  );
}
