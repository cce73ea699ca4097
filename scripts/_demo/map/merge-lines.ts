import type { Position } from "geojson";

type Line = Position[];

/**
 * Joins lines end to end wherever exactly two of them meet.
 *
 * A street comes as many short pieces; a label needs one long line to run along, and one line costs fewer bytes than
 * ten. Call it once for each group of lines that are drawn and named alike. The order of the result follows the input.
 */
export function mergeLines(lines: Line[]): Line[] {
  const ends = new Map<string, number[]>();
  lines.forEach((line, index) => {
    for (const key of endKeys(line)) ends.set(key, [...(ends.get(key) ?? []), index]);
  });
  const used = new Set<number>();
  const merged: Line[] = [];
  lines.forEach((line, index) => {
    if (used.has(index)) return;
    used.add(index);
    const forward = walk(line, lines, ends, used);
    merged.push(walk([...forward].reverse(), lines, ends, used).reverse());
  });
  return merged;
}

function endKeys(line: Line): [string, string] {
  return [keyOf(line[0]), keyOf(line.at(-1))];
}

function keyOf(point: Position | undefined): string {
  return point ? `${point[0]},${point[1]}` : "";
}

/** Follows the line past its last point as long as one unused line, and no third, begins or ends there. */
function walk(start: Line, lines: Line[], ends: Map<string, number[]>, used: Set<number>): Line {
  const path = [...start];
  for (;;) {
    const key = keyOf(path.at(-1));
    const meeting = ends.get(key) ?? [];
    const next = meeting.length === 2 ? meeting.find((index) => !used.has(index)) : undefined;
    const line = next === undefined ? undefined : lines[next];
    if (next === undefined || !line) return path;
    used.add(next);
    const ordered = keyOf(line[0]) === key ? line : [...line].reverse();
    path.push(...ordered.slice(1));
  }
}
