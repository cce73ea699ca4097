import { expect, it } from "vitest";
import { clientKindOf, deviceClassOf } from "@/server/gateway/device-class";

const of = (agent: string, more: Record<string, string> = {}) =>
  deviceClassOf(new Headers({ "user-agent": agent, ...more }));

it.each([
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1",
    "phone",
  ],
  ["Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36", "phone"],
  ["Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36", "tablet"],
  ["Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1", "tablet"],
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36", "desktop"],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18 Safari/605.1.15",
    "desktop",
  ],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0", "desktop"],
  ["okhttp/4.12.0", "phone"],
  ["curl/8.5.0", "other"],
  ["", "other"],
])("%s is a %s", (agent, device) => {
  expect(of(agent)).toBe(device);
});

it("believes the browser's own hint of being on a phone", () => {
  expect(of("Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0", { "sec-ch-ua-mobile": "?1" })).toBe("phone");
});

it("calls the REST interface the api channel", () => {
  expect(clientKindOf(new Headers(), "rest")).toEqual({ channel: "api", device: "other" });
});
