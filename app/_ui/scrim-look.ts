/** The veil over the page under a dialog or sheet. */
export const scrimLook =
  "fixed inset-0 z-50 bg-scrim transition-opacity duration-200 data-entering:opacity-0 data-exiting:opacity-0";
