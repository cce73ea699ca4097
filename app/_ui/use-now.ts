"use client";
import { useEffect, useState } from "react";

/**
 * The server's present moment, going on in the browser, in milliseconds since 1970. It starts from what the server
 * said at render and adds the time gone by here, so a wrong clock on a phone, or a clock moved for a demo, does no harm.
 */
export function useNow(serverNowMs: number, everyMs = 1_000): number {
  const [now, setNow] = useState(serverNowMs);
  useEffect(() => {
    const start = performance.now();
    const timer = setInterval(() => setNow(serverNowMs + performance.now() - start), everyMs);
    return () => clearInterval(timer);
  }, [serverNowMs, everyMs]);
  return now;
}
