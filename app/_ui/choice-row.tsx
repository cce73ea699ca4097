import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type ChoiceText = {
  label: ReactNode;
  /** Reads the label without showing it; for table rows and toolbars. */
  labelHidden?: boolean | undefined;
  /** A second, quiet line. */
  note?: ReactNode;
  /** At the end of the row: a count, a price, an icon. */
  end?: ReactNode;
  className?: string | undefined;
};

/** Control, words, end: the row of a checkbox, radio or switch. 44 px high wherever it has words. */
export function ChoiceRow(props: ChoiceText & { control: ReactNode; controlAtEnd?: boolean }) {
  const { label, labelHidden, note, end, control, controlAtEnd, className } = props;
  const words = (
    <span className={labelHidden ? "sr-only" : "min-w-0 flex-1"}>
      <span className="font-medium">{label}</span>
      {note ? <span className="block text-ink-3 text-xs">{note}</span> : null}
    </span>
  );
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control comes in as a prop
    <label
      className={classNames(
        "flex cursor-pointer items-center gap-3 has-disabled:cursor-default has-disabled:text-ink-3",
        labelHidden ? "hit-44 w-fit" : "min-h-11",
        className,
      )}
    >
      {controlAtEnd ? words : control}
      {controlAtEnd ? null : words}
      {end ? <span className="shrink-0 text-ink-3 tabular-nums">{end}</span> : null}
      {controlAtEnd ? control : null}
    </label>
  );
}
