import { type ReactNode, type Ref, type TextareaHTMLAttributes, useId } from "react";
import { bareControl, describedBy, FieldFrame, fieldBox } from "./field-frame";

export type TextAreaProps = TextareaHTMLAttributes<HTMLTextAreaElement> & {
  label: ReactNode;
  labelHidden?: boolean;
  help?: ReactNode;
  error?: string | undefined;
  inputRef?: Ref<HTMLTextAreaElement>;
};

const ROWS = 3;

/** Several lines; grows with what is written where the browser can, up to ten lines. Empty it is three or four high. */
export function TextArea({
  label,
  labelHidden,
  help,
  error,
  className,
  inputRef,
  id: given,
  ...rest
}: TextAreaProps) {
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
      <div className={fieldBox({ error: Boolean(error), off: Boolean(rest.disabled), tall: true })}>
        <textarea
          rows={ROWS}
          {...rest}
          {...(inputRef ? { ref: inputRef } : {})}
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, { help, error })}
          className={`${bareControl} field-sizing-content max-h-60 ${(rest.rows ?? ROWS) > ROWS ? "min-h-30" : "min-h-24"} resize-none py-3`}
        />
      </div>
    </FieldFrame>
  );
}
