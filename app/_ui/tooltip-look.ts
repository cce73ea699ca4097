/** The hint itself, without what it hangs on. */
export const tooltipLook =
  "w-max max-w-55 rounded-small bg-ink px-3 py-2 font-normal text-paper text-xs text-start whitespace-normal";
