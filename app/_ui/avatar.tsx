import { classNames } from "./class-names";
import { tintOf } from "./initial-tint";

export type AvatarProps = {
  /** The person's id: it picks the tint. */
  id: string;
  name: string;
  /** 28, 40 or 56 px. */
  size?: "small" | "medium" | "large";
  /** Reads the name out; without it the name stands beside and the initial is decoration. */
  labelled?: boolean;
  className?: string;
};

const sizes = { small: "size-7 text-hint", medium: "size-10 text-sm", large: "size-14 text-[18px]" };
const tints = {
  1: "bg-(--tint-1) text-(--tint-1-ink)",
  2: "bg-(--tint-2) text-(--tint-2-ink)",
  3: "bg-(--tint-3) text-(--tint-3-ink)",
  4: "bg-(--tint-4) text-(--tint-4-ink)",
  5: "bg-(--tint-5) text-(--tint-5-ink)",
};

/** A person: the initial of the first name on one of five tints. */
export function Avatar({ id, name, size = "medium", labelled, className }: AvatarProps) {
  const initial = [...name.trim()][0]?.toLocaleUpperCase() ?? "?";
  return (
    <span
      {...(labelled ? { role: "img", "aria-label": name } : { "aria-hidden": true })}
      className={classNames(
        "inline-grid shrink-0 place-items-center rounded-full font-semibold leading-none",
        sizes[size],
        tints[tintOf(id)],
        className,
      )}
    >
      {initial}
    </span>
  );
}
