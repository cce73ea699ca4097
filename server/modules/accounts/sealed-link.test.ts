import { expect, it } from "vitest";
import { openSealedLink, sealLink } from "@/server/modules/accounts/sealed-link";
import { openSessionToken, signSessionToken } from "@/server/modules/accounts/session-token";

const SECRET = "a secret of tests that is long enough";

it("a sealed link opens with the market's secret, and says nothing without it", async () => {
  const url = "https://roost.example/reset-password?token=abc";
  const sealed = await sealLink(url, SECRET);
  expect(sealed).not.toContain("abc");
  expect(await sealLink(url, SECRET)).not.toBe(sealed);
  expect(await openSealedLink(sealed, SECRET)).toBe(url);
  expect(await openSealedLink(sealed, `${SECRET}!`)).toBeUndefined();
  const flipped = sealed.slice(0, -2) + (sealed.endsWith("A") ? "B" : "A") + sealed.slice(-1);
  expect(await openSealedLink(flipped, SECRET)).toBeUndefined();
  for (const none of ["", "x", "a.b.c", "...."]) expect(await openSealedLink(none, SECRET)).toBeUndefined();
});

it("a session token opens with our signature alone, written as a cookie or plainly", async () => {
  const signed = await signSessionToken("token", SECRET);
  expect(await openSessionToken(signed, SECRET)).toBe("token");
  expect(await openSessionToken(encodeURIComponent(signed), SECRET)).toBe("token");
  expect(await openSessionToken(signed, `${SECRET}!`)).toBeUndefined();
  for (const none of [
    "",
    ".",
    "token",
    "token.",
    "token.AAAA",
    signed.replace("token", "other"),
    "%zz",
    "é.é",
  ])
    expect(await openSessionToken(none, SECRET)).toBeUndefined();
});
