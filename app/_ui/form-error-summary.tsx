"use client";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import type { FieldValues, UseFormReturn } from "react-hook-form";
import { Banner } from "./banner";

export type FormErrorSummaryProps<Values extends FieldValues, Context, Sent> = {
  form: UseFormReturn<Values, Context, Sent>;
  /** What each field is called in the page. */
  labels: Partial<Record<keyof Values & string, string>>;
  /** What the server said that belongs to no field. */
  refusal?: string | undefined;
};

/** What is wrong, on top of the form, each line leading to its field. Nothing while all is well. */
export function FormErrorSummary<Values extends FieldValues, Context, Sent>(
  props: FormErrorSummaryProps<Values, Context, Sent>,
) {
  const { form, labels, refusal } = props;
  const t = useTranslations("ui.form");
  const box = useRef<HTMLDivElement>(null);
  const { errors, submitCount } = form.formState;
  const wrong = Object.entries(errors).flatMap(([name, error]) =>
    error && typeof error.message === "string" ? [{ name, message: error.message }] : [],
  );
  useEffect(() => {
    if (refusal) box.current?.focus();
  }, [refusal]);
  if (submitCount === 0 && !refusal) return null;
  if (wrong.length === 0 && !refusal) return null;
  return (
    <div ref={box} tabIndex={-1} className="outline-none">
      <Banner tone="red" urgent title={refusal ?? t("summary", { count: wrong.length })}>
        {wrong.length > 0 ? (
          <ul className="mt-1 list-disc ps-4">
            {wrong.map(({ name, message }) => (
              <li key={name}>
                <button
                  type="button"
                  className="link cursor-pointer text-start"
                  onClick={() => form.setFocus(name as Parameters<typeof form.setFocus>[0])}
                >
                  {labels[name] ?? name}: {message}
                </button>
              </li>
            ))}
          </ul>
        ) : null}
      </Banner>
    </div>
  );
}
