import { describe, expect, it } from "vitest";
import { stopAfter, stopBeside } from "./sheet-stops";

const heights = { peek: 80, half: 300, full: 620 };

describe("where a drawn sheet comes to rest", () => {
  it("is the nearest stop when it is let go slowly", () => {
    expect(stopAfter(110, 0.1, heights, "half")).toBe("peek");
    expect(stopAfter(250, -0.1, heights, "peek")).toBe("half");
    expect(stopAfter(500, 0, heights, "half")).toBe("full");
  });

  it("is the next stop in the direction of a throw, and the last one at the ends", () => {
    expect(stopAfter(320, 1, heights, "half")).toBe("full");
    expect(stopAfter(290, -1, heights, "half")).toBe("peek");
    expect(stopAfter(620, 1, heights, "full")).toBe("full");
    expect(stopAfter(80, -1, heights, "peek")).toBe("peek");
  });

  it("goes one stop at a time by the keyboard, and no farther than the ends", () => {
    expect(stopBeside("peek", 1)).toBe("half");
    expect(stopBeside("full", 1)).toBe("full");
    expect(stopBeside("peek", -1)).toBe("peek");
  });
});
