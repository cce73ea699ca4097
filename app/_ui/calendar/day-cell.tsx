import type { ReactNode } from "react";

export type DayCellProps = {
  /** The number. */
  day: ReactNode;
  /** Price, "out only", "min 3", "leave". */
  hint?: ReactNode;
};

/** The inside of a calendar cell: the number over its hint. */
export function DayCell({ day, hint }: DayCellProps) {
  return (
    <>
      <span>{day}</span> {hint ? <small>{hint}</small> : null}
    </>
  );
}
