const IDLE_MS_MAX = 2_000;

/** Does something once the page has nothing better to do; gives the way to call it off, as an effect returns it. */
export function whenIdle(act: () => void): () => void {
  // Safari has no idle callback.
  if (!("requestIdleCallback" in window)) {
    const timer = setTimeout(act, IDLE_MS_MAX);
    return () => clearTimeout(timer);
  }
  const idle = requestIdleCallback(act, { timeout: IDLE_MS_MAX });
  return () => cancelIdleCallback(idle);
}
