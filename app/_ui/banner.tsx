import { CircleAlert, Info, ShieldCheck, TriangleAlert, WifiOff } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type BannerTone = "moss" | "red" | "amber" | "blue" | "ink";

export type BannerProps = {
  tone: BannerTone;
  /** What is so, in a few strong words. */
  title?: ReactNode;
  children?: ReactNode;
  icon?: ReactNode;
  /** A button at the end. */
  action?: ReactNode;
  /** Read out at once when it appears; for refusals. */
  urgent?: boolean;
  className?: string;
};

const tones: Record<BannerTone, { box: string; strong: string; icon: typeof Info }> = {
  moss: { box: "bg-moss-tint", strong: "text-ink", icon: ShieldCheck },
  red: { box: "border border-red bg-red-tint", strong: "text-red-ink", icon: CircleAlert },
  amber: { box: "bg-amber-tint", strong: "text-amber-ink", icon: TriangleAlert },
  blue: { box: "bg-blue-tint", strong: "text-blue-ink", icon: Info },
  ink: { box: "bg-ink text-paper font-medium", strong: "text-paper", icon: WifiOff },
};

const iconTones: Record<BannerTone, string> = {
  moss: "text-moss-ink",
  red: "text-red-ink",
  amber: "text-amber-ink",
  blue: "text-blue-ink",
  ink: "text-paper",
};

/** A sentence that stays in the page: what is so, and what happened to the money. */
export function Banner({ tone, title, children, icon, action, urgent, className }: BannerProps) {
  const look = tones[tone];
  return (
    <div
      {...(urgent ? { role: "alert" } : {})}
      className={classNames("flex items-center gap-3 rounded-control px-3.5 py-3", look.box, className)}
    >
      <span className={classNames("shrink-0", iconTones[tone])}>
        {icon ?? <look.icon size={18} strokeWidth={1.75} aria-hidden="true" />}
      </span>
      <div className="min-w-0 flex-1">
        {title ? <strong className={classNames("font-semibold", look.strong)}>{title}</strong> : null}
        {title && children ? " " : null}
        {children}
      </div>
      {action}
    </div>
  );
}
