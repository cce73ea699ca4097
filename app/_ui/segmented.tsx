"use client";
import { useId } from "react";
import { classNames } from "./class-names";

export type SegmentedProps<Value extends string> = {
  label: string;
  options: readonly { value: Value; label: string }[];
  value: Value;
  onChange: (value: Value) => void;
  /** `joined`: bordered cells (bedrooms: Any 1 2 3 4+). `sunk`: a sunk track with a raised piece (One listing, All listings). */
  look?: "joined" | "sunk";
  className?: string;
};

/** One of a few short choices in a row. Radio buttons underneath: arrow keys move, one tab stop. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { label, options, value, onChange, look = "joined", className } = props;
  const name = useId();
  const joined = look === "joined";
  return (
    <fieldset
      aria-label={label}
      className={classNames(
        "flex min-w-0 rounded-control",
        joined ? "overflow-hidden border border-edge bg-surface" : "gap-0 bg-sunk-2 p-0.75",
        className,
      )}
    >
      {options.map((option) => (
        <label
          key={option.value}
          className={classNames(
            "relative flex flex-1 cursor-pointer items-center justify-center whitespace-nowrap tabular-nums transition-colors duration-120 has-focus-visible:z-10 has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-focus",
            joined
              ? "h-10 border-line px-2 font-medium not-first:border-s has-checked:bg-moss-tint has-checked:font-semibold has-checked:text-moss-ink"
              : "h-7.5 rounded-small px-2.5 font-medium text-ink-2 text-xs has-checked:bg-surface has-checked:text-ink has-checked:shadow-raised",
          )}
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="absolute inset-0 cursor-pointer opacity-0"
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
