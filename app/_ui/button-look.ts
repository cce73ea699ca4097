import { classNames } from "./class-names";

export type ButtonLook = "primary" | "second" | "quiet" | "danger" | "ink";
/** Heights 52, 44, 36 and 28; the smallest is for the operator's dense screens alone. */
export type ButtonSize = "large" | "medium" | "small" | "tiny";

const base =
  "inline-flex shrink-0 cursor-pointer select-none items-center justify-center gap-2 whitespace-nowrap border no-underline transition-[background-color,border-color,scale] duration-120 pressed:scale-[0.985]";

const looks: Record<ButtonLook, string> = {
  primary:
    "border-transparent bg-moss text-on-moss hovered:bg-moss-hover pressed:bg-moss-press pressed:hovered:bg-moss-press",
  second: "border-edge bg-surface text-ink hovered:bg-hover pressed:bg-press",
  quiet: "border-transparent text-ink hovered:bg-hover pressed:bg-press",
  danger: "border-red bg-surface text-red-ink hovered:bg-red-tint pressed:bg-red-tint pressed:bg-press",
  ink: "border-transparent bg-ink text-paper hovered:opacity-90",
};

const sizes: Record<ButtonSize, string> = {
  large: "h-13 rounded-control px-6 font-semibold text-base",
  medium: "h-11 rounded-control px-4.5 font-semibold text-sm",
  small: "hit-44 h-9 rounded-control px-3 text-sm font-medium",
  tiny: "hit-24 h-7 rounded-small px-2.5 text-xs font-medium",
};

const squares: Record<ButtonSize, string> = {
  large: "size-13 rounded-control",
  medium: "size-11 rounded-control",
  small: "hit-44 size-9 rounded-control",
  tiny: "hit-24 size-7 rounded-small",
};

const off =
  "border-transparent bg-sunk-2 text-ink-3 cursor-default pointer-events-none aria-disabled:pointer-events-auto";

/** The classes of a button, for what must look like one and is not (a link, a react-aria trigger). */
export function buttonLook(of: {
  look?: ButtonLook | undefined;
  size?: ButtonSize | undefined;
  square?: boolean | undefined;
  off?: boolean | undefined;
  wide?: boolean | undefined;
}): string {
  const size = of.size ?? "medium";
  return classNames(
    base,
    of.square ? squares[size] : sizes[size],
    of.off ? off : looks[of.look ?? "second"],
    of.wide && "w-full",
  );
}
