import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type Tone = "moss" | "clay" | "red" | "amber" | "green" | "blue" | "neutral";

const tones: Record<Tone, string> = {
  moss: "bg-moss-tint text-moss-ink",
  clay: "bg-clay-tint text-clay-ink",
  red: "bg-red-tint text-red-ink",
  amber: "bg-amber-tint text-amber-ink",
  green: "bg-green-tint text-green-ink",
  blue: "bg-blue-tint text-blue-ink",
  neutral: "bg-sunk-2 text-ink-2",
};

export type TagProps = { tone?: Tone; icon?: ReactNode; children: ReactNode; className?: string };

/** A short fact about something: "New", "Free to cancel", "Visa". */
export function Tag({ tone = "neutral", icon, children, className }: TagProps) {
  return (
    <span
      className={classNames(
        "inline-flex h-5.5 shrink-0 items-center gap-1 whitespace-nowrap rounded-mark px-1.75 font-medium text-xs",
        tones[tone],
        className,
      )}
    >
      {icon}
      {children}
    </span>
  );
}
