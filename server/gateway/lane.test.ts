import { expect, test } from "vitest";
import { runLane } from "@/server/gateway/lane";
import { LocalBell } from "@/server/platform/doorbell";
import { silentLog } from "@/server/platform/log";

test("what is committed just before the bell is armed is worked off before the lane sleeps", async () => {
  const stop = new AbortController();
  let waiting = 0;
  let handled = 0;
  let handledBeforeSleep = -1;
  class LateBell extends LocalBell {
    #arms = 0;
    override async arm() {
      // A writer commits between the lane's last look and its arming: nobody was asked to ring.
      this.#arms += 1;
      if (this.#arms === 1) waiting += 1;
      return true;
    }
    override async wait() {
      handledBeforeSleep = handled;
      stop.abort();
    }
  }
  await runLane(
    {
      name: "late",
      bell: new LateBell(),
      pollMs: 60_000,
      log: silentLog,
      async work() {
        const found = waiting;
        waiting = 0;
        handled += found;
        return found > 0;
      },
    },
    stop.signal,
  );
  expect(handledBeforeSleep).toBe(1);
});

test("a bell that rang before the wait ends it at once", async () => {
  const bell = new LocalBell();
  bell.ring();
  await bell.wait(60_000);
  const waited = bell.wait(5).then(() => "over");
  expect(await waited).toBe("over");
});
