import { Heart } from "lucide-react";
import type { ButtonHTMLAttributes } from "react";
import { classNames } from "../class-names";

export type PricePinProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  price: string;
  title: string;
  lit?: boolean;
  seen?: boolean;
  saved?: boolean;
};

/** A price on the map: at rest, lit with its card, seen, saved. */
export function PricePin({ price, title, lit, seen, saved, className, ...rest }: PricePinProps) {
  return (
    <button
      {...rest}
      type="button"
      aria-label={`${title}, ${price}`}
      className={classNames(
        "relative inline-flex cursor-pointer items-center whitespace-nowrap rounded-full font-text text-sm tabular-nums transition-[background-color,color] duration-120",
        "after:absolute after:start-1/2 after:-bottom-1 after:-ms-1.125 after:size-2.25 after:rotate-45 after:rounded-ee-[2px] after:bg-inherit",
        lit
          ? "h-8.5 bg-moss px-3 font-semibold text-on-moss shadow-[0_0_0_3px_var(--color-surface),0_6px_14px_-2px_var(--pin-shadow)]"
          : "h-7.5 px-2.5 shadow-[0_0_0_1px_var(--pin-ring),0_3px_8px_-2px_var(--pin-shadow)] after:shadow-[1px_1px_0_var(--pin-ring)]",
        !lit && (seen ? "bg-sunk-2 font-medium text-ink-2" : "bg-surface font-semibold text-ink"),
        saved && "ps-2",
        className,
      )}
    >
      {saved ? (
        <Heart
          size={13}
          strokeWidth={2.4}
          aria-hidden="true"
          className={classNames("me-0.75", lit ? "fill-current" : "fill-clay text-clay")}
        />
      ) : null}
      {price}
    </button>
  );
}
