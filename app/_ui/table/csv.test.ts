import { expect, it } from "vitest";
import { toCsv } from "./csv";

it("quotes what holds a comma, a quote or a line break", () => {
  expect(toCsv(["a"], [['say "hi", then\ngo']])).toBe('\ufeffa\r\n"say ""hi"", then\ngo"\r\n');
});

it("never lets a cell become a formula", () => {
  expect(toCsv(["a"], [["=1+1"], ["-2"]])).toBe("\ufeffa\r\n'=1+1\r\n'-2\r\n");
});

it("keeps numbers as numbers", () => {
  expect(toCsv(["a", "b"], [[-5, null]])).toBe("\ufeffa,b\r\n-5,\r\n");
});
