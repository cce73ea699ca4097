const WAIT_MS_MAX = 10_000;
const POLL_MS = 20;

/** Waits until something has come about; fails after 10 s. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const endsAt = performance.now() + WAIT_MS_MAX;
  while (!(await condition())) {
    if (performance.now() > endsAt) throw new Error(`it did not come about within ${WAIT_MS_MAX} ms`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
