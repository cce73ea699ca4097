/** The line of tabs, one tab, and the one that is in sight. */
export const bar = "scroll-row gap-6 border-line border-b";
export const tab =
  "relative inline-flex h-11 shrink-0 cursor-pointer items-center gap-1.5 whitespace-nowrap font-medium text-ink-2 after:absolute after:inset-x-0 after:-bottom-px after:h-0.5 hovered:text-ink";
export const tabHere = "font-semibold text-ink after:bg-moss";
