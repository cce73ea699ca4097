import fc from "fast-check";
import { expect, test } from "vitest";
import { uuidV7 } from "@/server/primitives/id";
import {
  formatTraceparent,
  parseTraceparent,
  traceIdOf,
  traceOfRequest,
} from "@/server/primitives/traceparent";

const hex = (length: number) =>
  fc
    .array(fc.constantFrom(..."0123456789abcdef"), { minLength: length, maxLength: length })
    .map((digits) => digits.join(""))
    .filter((text) => !/^0+$/.test(text));

test("what is written is read back", () => {
  const traces = fc.record({ traceId: hex(32), spanId: hex(16), flags: fc.integer({ min: 0, max: 255 }) });
  fc.assert(
    fc.property(traces, (trace) => {
      expect(parseTraceparent(formatTraceparent(trace))).toEqual(trace);
    }),
  );
});

test.each([
  null,
  undefined,
  "",
  "0190f8e2-7c1a-7000-8000-000000000000",
  `00-${"0".repeat(32)}-${"1".repeat(16)}-01`,
  `00-${"1".repeat(32)}-${"0".repeat(16)}-01`,
  `01-${"1".repeat(32)}-${"1".repeat(16)}-01`,
  `00-${"A".repeat(32)}-${"1".repeat(16)}-01`,
  `00-${"1".repeat(32)}-${"1".repeat(16)}-01\n`,
  `00-${"1".repeat(32)}-${"1".repeat(16)}-01-more`,
])("%j is no trace", (text) => {
  expect(parseTraceparent(text)).toBeUndefined();
});

test("a request's trace is found by the request's id", () => {
  const requestId = uuidV7();
  expect(traceIdOf(traceOfRequest(requestId))).toBe(requestId.replaceAll("-", ""));
});

test("a trace of an older form is its own id", () => {
  expect(traceIdOf("demo")).toBe("demo");
});
