import type { ReactNode } from "react";
import { TextField, type TextFieldProps } from "./text-field";

export type NumberFieldProps = Omit<TextFieldProps, "type" | "inputMode"> & {
  /** Sign before the figure, such as a currency symbol. */
  sign?: ReactNode;
  unit?: ReactNode;
};

/** A figure with its sign and unit: "$ 129 USD". A decimal keyboard on a phone, and no spinning arrows. */
export function NumberField({ sign, unit, className, ...rest }: NumberFieldProps) {
  return (
    <TextField
      {...rest}
      type="text"
      inputMode="decimal"
      autoComplete="off"
      before={sign}
      after={unit}
      className={`tabular-nums ${className ?? ""}`}
    />
  );
}
