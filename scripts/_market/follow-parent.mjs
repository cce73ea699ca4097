/**
 * Preloaded into every process that the market starts, and into those that they start: ends the process when its parent
 * is gone, so that kill -9 of the market leaves nothing behind that holds a port or the database.
 */
const POLL_MS = 300;
const GRACE_MS = 4_000;
const parent = process.ppid;

const watch = setInterval(() => {
  if (process.ppid === parent) return;
  clearInterval(watch);
  setTimeout(() => process.exit(1), GRACE_MS).unref();
  process.kill(process.pid, "SIGTERM");
}, POLL_MS);
watch.unref();
