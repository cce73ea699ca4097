import { type InputHTMLAttributes, type ReactNode, type Ref, useId } from "react";
import { bareControl, describedBy, FieldFrame, type FieldSize, fieldBox } from "./field-frame";

export type TextFieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, "size"> & {
  label: ReactNode;
  labelHidden?: boolean;
  help?: ReactNode;
  error?: string | undefined;
  size?: FieldSize;
  /** Inside the box before the text: an icon or a currency sign. */
  before?: ReactNode;
  /** Inside the box after it: a unit, a card's brand, a key hint. */
  after?: ReactNode;
  inputRef?: Ref<HTMLInputElement>;
  /** For the gallery, which shows focus on a field that has none. */
  look?: "focus";
};

/** One line of text. Spread `register("name")` of `useZodForm` onto it. */
export function TextField(props: TextFieldProps) {
  const {
    label,
    labelHidden,
    help,
    error,
    size,
    before,
    after,
    className,
    inputRef,
    look,
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
      <div
        className={fieldBox({ size, error: Boolean(error), off: Boolean(rest.disabled) })}
        data-look={look}
      >
        {before ? <span className="shrink-0 text-ink-3">{before}</span> : null}
        <input
          {...rest}
          {...(inputRef ? { ref: inputRef } : {})}
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, { help, error })}
          className={bareControl}
        />
        {after ? <span className="shrink-0 text-ink-3 text-sm">{after}</span> : null}
      </div>
    </FieldFrame>
  );
}
