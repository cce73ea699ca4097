"use client";
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useContext, useEffect } from "react";
import { closeToast, showToast } from "./toast";

/** Tries once more to fetch the part of the page that stands here. */
export const AgainContext = createContext<() => void>(() => undefined);

/** As long as the part is missed: a day, in milliseconds. */
const STAY_MS = 86_400_000;

const missed = new Set<() => void>();
let toast: number | undefined;

/** Stands where a part's script was lost on the way. One toast speaks for all of them, until they are there or gone. */
export function LostPart({ children }: { children: ReactNode }) {
  const t = useTranslations("ui.lost");
  const again = useContext(AgainContext);
  useEffect(() => {
    missed.add(again);
    toast ??= showToast(t("text"), {
      tone: "offline",
      stayMs: STAY_MS,
      action: {
        label: t("again"),
        onPress: () => {
          for (const fetchAgain of [...missed]) fetchAgain();
        },
      },
    });
    return () => {
      missed.delete(again);
      if (missed.size > 0 || toast === undefined) return;
      closeToast(toast);
      toast = undefined;
    };
  }, [again, t]);
  return children;
}
