import { ChevronDown } from "lucide-react";
import { type ReactNode, type Ref, type SelectHTMLAttributes, useId } from "react";
import { bareControl, describedBy, FieldFrame, type FieldSize, fieldBox } from "./field-frame";

export type SelectOption = { value: string; label: string; disabled?: boolean };

export type SelectProps = Omit<SelectHTMLAttributes<HTMLSelectElement>, "size"> & {
  label: ReactNode;
  labelHidden?: boolean;
  help?: ReactNode;
  error?: string | undefined;
  size?: FieldSize;
  options: readonly SelectOption[];
  /** Shown while nothing is chosen. */
  placeholder?: string;
  inputRef?: Ref<HTMLSelectElement>;
};

/** One of a few. The browser's own list: the best one on a phone, and it works before scripts run. */
export function Select(props: SelectProps) {
  const {
    label,
    labelHidden,
    help,
    error,
    size,
    options,
    placeholder,
    className,
    inputRef,
    id: given,
    ...rest
  } = props;
  const made = useId();
  const id = given ?? made;
  return (
    <FieldFrame
      id={id}
      label={label}
      labelHidden={labelHidden}
      help={help}
      error={error}
      className={className}
    >
      <div className={`${fieldBox({ size, error: Boolean(error), off: Boolean(rest.disabled) })} relative`}>
        <select
          {...rest}
          {...(inputRef ? { ref: inputRef } : {})}
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, { help, error })}
          className={`${bareControl} -my-px -ms-3.5 -me-3.5 cursor-pointer appearance-none rounded-control ps-3.5 pe-10 [&>option]:bg-surface [&>option]:text-ink`}
        >
          {placeholder ? <option value="">{placeholder}</option> : null}
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown size={18} aria-hidden="true" className="pointer-events-none absolute end-3.5" />
      </div>
    </FieldFrame>
  );
}
