import { Bird } from "./mark";

export type BirdPlace = "away" | "onFirst" | "onSecond";

const birds: Record<BirdPlace, string> = {
  away: "translate(92 12) scale(1.3)",
  onFirst: "translate(30 22) scale(1.6)",
  onSecond: "translate(62 15) scale(1.5)",
};

/** Two ridges and the bird, the mark's own parts: what empty and failed pages show. Decoration. */
export function Ridges({ bird = "onFirst" }: { bird?: BirdPlace }) {
  return (
    <svg
      width={132}
      height={70}
      viewBox="0 14 132 70"
      fill="none"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M6 80 44 46l38 34" className="stroke-moss" strokeWidth="6" />
      <path d="M62 62 88 38l40 36" className="stroke-moss-tint-2" strokeWidth="6" />
      <g transform={birds[bird]}>
        <Bird />
      </g>
    </svg>
  );
}
