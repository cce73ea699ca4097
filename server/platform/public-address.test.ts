import { expect, test } from "vitest";
import { isCallableAddress } from "@/server/platform/public-address";

test.each(["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34"])(
  "%s is public",
  (address) => {
    expect(isCallableAddress(address)).toBe(true);
  },
);

test.each([
  "127.0.0.1",
  "127.9.9.9",
  "0.0.0.0",
  "10.0.0.7",
  "172.16.0.1",
  "192.168.1.1",
  "169.254.169.254",
  "100.64.0.1",
  "224.0.0.1",
  "255.255.255.255",
  "::1",
  "::",
  "::ffff:127.0.0.1",
  "::ffff:169.254.169.254",
  "64:ff9b::7f00:1",
  "2002:7f00:1::",
  "2001:0:7f00:1::",
  "fe80::1",
  "fd00::1",
  "ff02::1",
  "localhost",
  "",
])("%s is not", (address) => {
  expect(isCallableAddress(address)).toBe(false);
});

test("a private network that was named is callable, its neighbours are not", () => {
  const named = ["10.20.0.0/16", "192.168.1.7", "fd00:1::/32"];
  for (const address of ["10.20.3.4", "192.168.1.7", "::ffff:10.20.3.4", "fd00:1::9"])
    expect(isCallableAddress(address, named)).toBe(true);
  for (const address of ["10.21.0.1", "192.168.1.8", "fd00:2::1", "127.0.0.1"])
    expect(isCallableAddress(address, named)).toBe(false);
});
