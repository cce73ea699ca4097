import { createServer, get } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { addressBehind, clientAddressOf, proxyList, stampAddresses } from "@/server/gateway/client-address";

it("believes X-Forwarded-For from trusted proxies alone, and only as far as they wrote it", () => {
  const trusted = proxyList(["10.0.0.0/8", "fd00::/8", "192.0.2.7"]);
  const behind = (socket: string, forwarded?: string) => addressBehind(socket, forwarded, trusted);
  expect(behind("203.0.113.5", "1.1.1.1")).toBe("203.0.113.5");
  expect(behind("10.1.2.3", "1.1.1.1")).toBe("1.1.1.1");
  expect(behind("::ffff:10.1.2.3", "6.6.6.6, 1.1.1.1, 192.0.2.7")).toBe("1.1.1.1");
  expect(behind("fd00::1", "2001:db8::9")).toBe("2001:db8::9");
  expect(behind("10.1.2.3", "evil")).toBe("10.1.2.3");
  expect(behind("10.1.2.3")).toBe("10.1.2.3");
});

it("stamps a request of this process with the socket's address, over a forged stamp", async () => {
  stampAddresses([]);
  const seen = new Promise<string>((resolve) => {
    const server = createServer((request, response) => {
      resolve(clientAddressOf(new Headers(request.headers as Record<string, string>), false));
      response.end();
      server.close();
    });
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      const headers = {
        "x-roost-address": "0 9.9.9.9",
        "x-forwarded-for": "8.8.8.8",
        "x-real-ip": "7.7.7.7",
      };
      get({ port, host: "127.0.0.1", headers });
    });
  });
  expect(await seen).toBe("127.0.0.1");
});

it("knows no address of a request that was not stamped, and trusts the platform's header only on the platform", () => {
  const headers = new Headers({ "x-roost-address": "0 9.9.9.9", "x-real-ip": "203.0.113.5" });
  expect(clientAddressOf(headers, false)).toBe("unknown");
  expect(clientAddressOf(headers, true)).toBe("203.0.113.5");
});
