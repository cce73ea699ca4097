"use client";
import { Check, Minus } from "lucide-react";
import { type InputHTMLAttributes, type Ref, useEffect, useRef } from "react";
import { ChoiceRow, type ChoiceText } from "./choice-row";
import { classNames } from "./class-names";

export type CheckboxProps = Omit<InputHTMLAttributes<HTMLInputElement>, "size" | "type"> &
  ChoiceText & {
    /** Some of what it stands for is chosen. */
    partly?: boolean;
    size?: "medium" | "small";
    inputRef?: Ref<HTMLInputElement>;
  };

/** Yes or no, or any number of many. */
export function Checkbox(props: CheckboxProps) {
  const { label, labelHidden, note, end, className, partly, size = "medium", inputRef, ...rest } = props;
  const own = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (own.current) own.current.indeterminate = Boolean(partly);
  }, [partly]);
  const small = size === "small";
  const control = (
    <span className={classNames("relative grid shrink-0 place-items-center", small ? "size-4" : "size-5")}>
      <input
        {...rest}
        type="checkbox"
        ref={(element) => {
          own.current = element;
          if (typeof inputRef === "function") inputRef(element);
          else if (inputRef) inputRef.current = element;
        }}
        className={classNames(
          "peer col-start-1 row-start-1 size-full cursor-pointer appearance-none border-[1.5px] border-edge bg-surface transition-colors duration-120 checked:border-moss checked:bg-moss indeterminate:border-moss indeterminate:bg-moss disabled:border-line disabled:bg-sunk",
          small ? "rounded-[5px]" : "rounded-mark",
        )}
      />
      <span className="pointer-events-none invisible col-start-1 row-start-1 text-on-moss peer-checked:visible peer-indeterminate:visible">
        {partly ? (
          <Minus size={small ? 11 : 14} strokeWidth={3} aria-hidden="true" />
        ) : (
          <Check size={small ? 11 : 14} strokeWidth={3} aria-hidden="true" />
        )}
      </span>
    </span>
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
