"use client";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef } from "react";
import { classNames } from "./class-names";
import { useNow } from "./use-now";

export type HoldBarProps = {
  /** Milliseconds since 1970, both by the server's clock. */
  expiresAtMs: number;
  serverNowMs: number;
  /** How long the hold was from its beginning, for the ring. */
  lengthMs: number;
  /** "3:42 pm EDT" */
  until: string;
  /** Shown under two minutes: "Hold again". */
  again?: ReactNode;
  /** Called once when the time is over. */
  onEnd?: () => void;
  compact?: boolean;
};

const lastCallMs = 120_000;

/** The nights are held: calm until two minutes are left, then clay. Read out by the minute, never each second. */
export function HoldBar(props: HoldBarProps) {
  const { expiresAtMs, serverNowMs, lengthMs, until, again, onEnd, compact } = props;
  const t = useTranslations("ui.hold");
  const leftMs = Math.max(0, expiresAtMs - useNow(serverNowMs));
  const minutes = Math.floor(leftMs / 60_000);
  const seconds = Math.floor((leftMs % 60_000) / 1_000);
  const isLast = leftMs < lastCallMs;
  const told = useRef(false);
  useEffect(() => {
    if (leftMs > 0 || told.current) return;
    told.current = true;
    onEnd?.();
  }, [leftMs, onEnd]);
  return (
    <div
      className={classNames(
        "flex items-center rounded-card",
        compact ? "gap-3 px-3.5 py-3" : "gap-4 px-4.5 py-3.5 max-sm:gap-3 max-sm:px-3.5 max-sm:py-3",
        isLast ? "bg-clay-tint" : "bg-moss-tint",
      )}
    >
      <Ring share={leftMs / lengthMs} isLast={isLast} size={compact ? 40 : 44} />
      <div className="min-w-0 flex-1">
        <div className={classNames("font-semibold tabular-nums", !compact && "sm:text-base")}>
          <span aria-live="polite" className="sr-only">
            {t("left", { minutes })}
          </span>
          <span aria-hidden="true">
            {isLast ? (
              t("leftExact", { minutes, seconds })
            ) : (
              <>
                <span className={compact ? "" : "sm:hidden"}>{t("leftShort", { minutes })}</span>
                {compact ? null : <span className="max-sm:hidden">{t("left", { minutes })}</span>}
              </>
            )}
          </span>
        </div>
        <p className="text-ink-2">
          {isLast ? (
            t("opensAt", { until })
          ) : (
            <>
              <span className={compact ? "" : "sm:hidden"}>{t("yoursShort", { until })}</span>
              {compact ? null : <span className="max-sm:hidden">{t("yours", { until })}</span>}
            </>
          )}
        </p>
      </div>
      {isLast && again ? (
        again
      ) : (
        <span
          aria-hidden="true"
          className={classNames("font-display font-semibold tabular-nums", compact ? "text-base" : "text-lg")}
        >
          {minutes}:{String(seconds).padStart(2, "0")}
        </span>
      )}
    </div>
  );
}

function Ring({ share, isLast, size }: { share: number; isLast: boolean; size: number }) {
  const middle = size / 2;
  const radius = middle - 3;
  const around = 2 * Math.PI * radius;
  return (
    <svg width={size} height={size} viewBox={`0 0 ${size} ${size}`} aria-hidden="true" className="shrink-0">
      <circle
        cx={middle}
        cy={middle}
        r={radius}
        fill="none"
        strokeWidth="4"
        className={isLast ? "stroke-surface" : "stroke-moss-tint-2"}
      />
      <circle
        cx={middle}
        cy={middle}
        r={radius}
        fill="none"
        strokeWidth="4"
        strokeLinecap="round"
        strokeDasharray={`${(around * Math.min(1, share)).toFixed(1)} ${around.toFixed(1)}`}
        transform={`rotate(-90 ${middle} ${middle})`}
        className={isLast ? "stroke-clay" : "stroke-moss"}
      />
    </svg>
  );
}
