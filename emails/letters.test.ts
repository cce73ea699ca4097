import { expect, test } from "vitest";
import { composeLetter, LETTERS, type TemplateName } from "@/emails/letters";
import { SAMPLE_FACTS } from "@/tests/support/letters";
import { percentText } from "./_parts";

const APP = "https://roost.example";
const compose = (template: TemplateName, locale = "en") =>
  composeLetter({ template, facts: SAMPLE_FACTS[template], locale, appUrl: APP, link: `${APP}/x?token=abc` });
const names = Object.keys(LETTERS) as TemplateName[];
const plain = (text: string) => text.replaceAll(/[\u00a0\s]+/g, " ");

test.each(names)("%s has a subject in one line, both bodies, and nothing left unsaid", async (name) => {
  const { subject, html, text } = await compose(name);
  expect(subject).not.toMatch(/[\r\n{}]/);
  expect(subject.length).toBeLessThan(120);
  for (const body of [html, text]) {
    expect(body).not.toMatch(/undefined|\[object|NaN|emails\.|quote\./);
    expect(body).toContain(APP);
  }
});

test.each(names)("%s can be read in every language, right to left where it is so written", async (name) => {
  const english = await compose(name);
  expect((await compose(name, "xx")).html).toBe(english.html);
  for (const [locale, direction] of [
    ["es", "ltr"],
    ["ar", "rtl"],
  ] as const) {
    const { subject, html, text } = await compose(name, locale);
    expect(new Set(html.match(/dir="(?!auto)[a-z]+"/g))).toEqual(new Set([`dir="${direction}"`]));
    expect(subject).not.toBe(english.subject);
    expect(subject + text).not.toMatch(/emails\.|quote\.|[{}]/);
  }
});

test("the confirmation tells the way to the door, the price and the policy", async () => {
  const { subject, text } = await compose("booking-confirmed");
  expect(plain(subject)).toBe("Booked: Brick rowhouse with a reading window, Thu 14 – Sun 17 May");
  const said = plain(text);
  for (const part of [
    "RST-8TC3V",
    "17 Willett Street, Apartment 2, Albany 12210",
    "Thursday 14 May 2026, from 3:00 pm EDT",
    "Sunday 17 May 2026, by 11:00 am EDT",
    "small grey box beside the blue door",
    "2 weekend nights × $164.00",
    "Guest service fee, 14 %",
    "Total, USD $642.00",
    "Until Saturday 9 May 2026, 3:00 pm EDT $642.00 comes back",
    "After that Nothing comes back",
    `${APP}/trips/booking_01jt0000000000000000000000`,
  ])
    expect(said).toContain(part);
});

test("a letter that opens an account carries its link, and only there", async () => {
  const { html, text } = await compose("person-verification-requested");
  expect(html).toContain(`${APP}/x?token=abc`);
  expect(text).toContain(`${APP}/x?token=abc`);
});

test("what people wrote is text, never markup", async () => {
  const facts = {
    ...SAMPLE_FACTS["booking-cancelled"],
    reason: "<script>alert(1)</script>",
    title: "<b>x</b>",
  };
  const { html } = await composeLetter({ template: "booking-cancelled", facts, locale: "en", appUrl: APP });
  expect(html).not.toContain("<script>alert");
  expect(html).not.toContain("<b>x</b>");
});

test("facts that lost their form are refused", async () => {
  await expect(
    composeLetter({ template: "booking-confirmed", facts: { name: "x" }, locale: "en", appUrl: APP }),
  ).rejects.toThrow();
});

test("a payment's reason is one that a guest can act on, or none", async () => {
  const facts = {
    ...SAMPLE_FACTS["payment-failed"],
    failureCode: "do_not_honor_internal_code",
    heldUntil: null,
  };
  const { text } = await composeLetter({ template: "payment-failed", facts, locale: "en", appUrl: APP });
  expect(text).not.toContain("do_not_honor");
  expect(plain(text)).toContain("The time to pay is over");
});

test("rates are written without needless zeros", () => {
  expect([1400, 1550, 5, 10_000].map(percentText)).toEqual(["14", "15.5", "0.05", "100"]);
});
