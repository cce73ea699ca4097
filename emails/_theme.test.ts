import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { oklchToHex } from "@/scripts/_demo/map/oklch";
import { DARK, LIGHT } from "./_theme";

const css = readFileSync(path.join(import.meta.dirname, "../app/_ui/tokens.css"), "utf8");
const darkFrom = css.indexOf("@variant theme-dark");

function hexOf(name: string, part: string): string | undefined {
  const match = new RegExp(`--color-${name}:\\s*oklch\\(([\\d.]+) ([\\d.]+) ([\\d.]+)\\)`).exec(part);
  return match ? oklchToHex(Number(match[1]), Number(match[2]), Number(match[3])) : undefined;
}

test.each(Object.keys(LIGHT))("%s is the token's colour in both themes", (name) => {
  expect(hexOf(name, css.slice(0, darkFrom))).toBe(LIGHT[name as keyof typeof LIGHT]);
  expect(hexOf(name, css.slice(darkFrom))).toBe(DARK[name as keyof typeof DARK]);
});
