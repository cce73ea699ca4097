/** The mark: a ridge in moss, a bird in clay on it. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={(size * 29) / 28} viewBox="2 1 28 29" aria-hidden="true" className="shrink-0">
      <path
        d="M3.6 28 16 18l12.4 10"
        fill="none"
        className="stroke-moss"
        strokeWidth="3.9"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <Bird />
    </svg>
  );
}

/** The bird alone, in the mark's own coordinates. */
export function Bird() {
  return (
    <>
      <path
        d="M10.5 8.8a6.4 6.4 0 0 1 12.6-1.3l4.3 1.5-4.2 1.5a6.9 6.9 0 0 1-6.9 5.7c-5.6 0-9.5-3-12.5-8.6 2.3 1 4.5 1.5 6.7 1.2Z"
        className="fill-clay"
      />
      <circle cx="19" cy="7.3" r="1.15" className="fill-paper" />
    </>
  );
}
