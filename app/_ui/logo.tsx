import { classNames } from "./class-names";
import { Mark } from "./mark";

export type LogoProps = { size?: "small" | "medium"; className?: string };

/** Mark and wordmark. The name is not translated. */
export function Logo({ size = "medium", className }: LogoProps) {
  return (
    <span
      className={classNames(
        "inline-flex items-center gap-2.25 font-bold font-display text-ink tracking-[-0.045em]",
        size === "small" ? "text-lg" : "text-[24px] leading-none",
        className,
      )}
    >
      <Mark size={size === "small" ? 25 : 30} />
      <span>Roost</span>
    </span>
  );
}
