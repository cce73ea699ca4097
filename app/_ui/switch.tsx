import type { InputHTMLAttributes, Ref } from "react";
import { ChoiceRow, type ChoiceText } from "./choice-row";

export type SwitchProps = Omit<InputHTMLAttributes<HTMLInputElement>, "size" | "type"> &
  ChoiceText & { inputRef?: Ref<HTMLInputElement> };

/** On or off, at once: no button follows. The words stand before it. */
export function Switch({ label, labelHidden, note, end, className, inputRef, ...rest }: SwitchProps) {
  const control = (
    <input
      {...rest}
      {...(inputRef ? { ref: inputRef } : {})}
      type="checkbox"
      // biome-ignore lint/a11y/useAriaPropsForRole: a native checkbox tells its own state
      role="switch"
      className="relative h-6 w-10 shrink-0 cursor-pointer appearance-none rounded-full bg-edge transition-colors duration-120 after:absolute after:start-0.75 after:top-0.75 after:size-4.5 after:rounded-full after:bg-surface after:transition-transform after:duration-120 checked:bg-moss checked:after:translate-x-4 disabled:bg-sunk-2 rtl:checked:after:-translate-x-4"
    />
  );
  return (
    <ChoiceRow
      control={control}
      controlAtEnd
      label={label}
      labelHidden={labelHidden}
      note={note}
      end={end}
      className={className}
    />
  );
}
