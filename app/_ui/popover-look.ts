/** The floating surface of menus, pickers and hints: fades in and rises 4 px. */
export const popoverLook =
  "rounded-card bg-surface text-ink shadow-lifted outline-none transition-[opacity,translate] duration-160 data-entering:translate-y-1 data-entering:opacity-0 data-exiting:opacity-0";
