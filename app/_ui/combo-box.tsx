"use client";
import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ComboBox as AriaComboBox, Input, Label, ListBox, ListBoxItem, Popover } from "react-aria-components";
import { classNames } from "./class-names";
import { bareControl, fieldBox } from "./field-frame";
import { popoverLook } from "./popover-look";

export type ComboOption = {
  id: string;
  label: string;
  icon?: ReactNode;
  /** At the end: "102 homes". */
  end?: string;
  /** A second, quiet part of the name: ", New York". */
  tail?: string;
};

export type ComboBoxProps = {
  label: string;
  labelHidden?: boolean;
  placeholder?: string;
  /** The words in the field. Options are found by whoever calls, on each change; none are filtered here. */
  text: string;
  onTextChange: (text: string) => void;
  options: readonly ComboOption[];
  onChoose: (id: string) => void;
  /** Options stand open under the field instead of floating (the search panel). */
  inline?: boolean;
  autoFocus?: boolean;
};

/** A field that suggests as somebody writes. Weighs a react-aria combobox: load it with `onDemand`. */
export function ComboBox(props: ComboBoxProps) {
  const { label, labelHidden, placeholder, text, onTextChange, options, onChoose, autoFocus } = props;
  const t = useTranslations("ui");
  return (
    <AriaComboBox
      inputValue={text}
      onInputChange={onTextChange}
      items={options}
      allowsCustomValue
      allowsEmptyCollection={false}
      menuTrigger="focus"
      onSelectionChange={(key) => {
        if (key !== null) onChoose(String(key));
      }}
      className="flex flex-col gap-1.5"
    >
      <Label className={labelHidden ? "sr-only" : "font-medium text-sm"}>{label}</Label>
      <div className={fieldBox({})}>
        <Search size={18} aria-hidden="true" className="shrink-0" />
        <Input
          {...(placeholder ? { placeholder } : {})}
          {...(autoFocus ? { autoFocus: true } : {})}
          maxLength={120}
          className={bareControl}
        />
      </div>
      <Popover
        offset={8}
        className={classNames(popoverLook, "w-(--trigger-width) min-w-64 overflow-auto p-1.5")}
      >
        <ListBox<ComboOption> aria-label={t("combo.suggestions")} className="outline-none">
          {(option) => <OptionRow option={option} text={text} />}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}

function OptionRow({ option, text }: { option: ComboOption; text: string }) {
  return (
    <ListBoxItem
      id={option.id}
      textValue={option.label}
      className="flex min-h-12 cursor-pointer items-center gap-3 rounded-control px-3.5 outline-none data-focused:bg-moss-tint"
    >
      <OptionLine option={option} text={text} />
    </ListBoxItem>
  );
}

/** The inside of a suggestion: icon, name with what was written in bold, count. */
export function OptionLine({ option, text }: { option: ComboOption; text: string }) {
  const matched = matchedLength(option.label, text);
  return (
    <>
      {option.icon}
      <span className="min-w-0 flex-1 truncate">
        {matched > 0 ? <strong className="font-semibold">{option.label.slice(0, matched)}</strong> : null}
        {option.label.slice(matched)}
        {option.tail ? <span>{option.tail}</span> : null}
      </span>
      {option.end ? (
        <span className="whitespace-nowrap text-ink-3 text-xs tabular-nums">{option.end}</span>
      ) : null}
    </>
  );
}

/** How much of the name's beginning has been written, whatever its case. */
function matchedLength(name: string, text: string): number {
  const written = text.trim().toLocaleLowerCase();
  return written && name.toLocaleLowerCase().startsWith(written) ? written.length : 0;
}
