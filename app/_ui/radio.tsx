import type { InputHTMLAttributes, Ref } from "react";
import { ChoiceRow, type ChoiceText } from "./choice-row";

export type RadioProps = Omit<InputHTMLAttributes<HTMLInputElement>, "size" | "type"> &
  ChoiceText & { inputRef?: Ref<HTMLInputElement> };

/** One of a few that are all in sight. Those with the same `name` are one choice. */
export function Radio({ label, labelHidden, note, end, className, inputRef, ...rest }: RadioProps) {
  const control = (
    <input
      {...rest}
      {...(inputRef ? { ref: inputRef } : {})}
      type="radio"
      className="size-5 shrink-0 cursor-pointer appearance-none rounded-full border-[1.5px] border-edge bg-surface checked:border-6 checked:border-moss disabled:border-line"
    />
  );
  return (
    <ChoiceRow
      control={control}
      label={label}
      labelHidden={labelHidden}
      note={note}
      end={end}
      className={className}
    />
  );
}
