"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import { useTranslations } from "next-intl";
import { type FieldValues, type UseFormProps, useForm } from "react-hook-form";
import type { z } from "zod";

/**
 * A form held to the module's own contract, so that browser and server refuse for the same reason. Errors come when
 * somebody leaves a field, are set right while they write, and on sending the first one gets the focus.
 * Show `<FormErrorSummary form={form} labels={…} />` on top and `error={form.formState.errors.x?.message}` beside.
 */
export function useZodForm<Input extends FieldValues, Output>(
  contract: z.ZodType<Output, Input>,
  options: Omit<UseFormProps<Input, unknown, Output>, "resolver"> = {},
) {
  const t = useTranslations("ui.form");
  return useForm<Input, unknown, Output>({
    mode: "onTouched",
    reValidateMode: "onChange",
    shouldFocusError: true,
    ...options,
    resolver: zodResolver(contract, { error: (issue) => sentenceFor(issue, t) }),
  });
}

/** Plain sentences for the usual reasons; a contract's own message comes first. */
function sentenceFor(
  issue: z.core.$ZodRawIssue,
  t: ReturnType<typeof useTranslations<"ui.form">>,
): string | undefined {
  if (issue.code === "invalid_type") return t("missing");
  if (issue.code === "too_small" && issue.origin === "string")
    return Number(issue.minimum) <= 1 ? t("missing") : t("tooShort", { count: Number(issue.minimum) });
  if (issue.code === "too_big" && issue.origin === "string")
    return t("tooLong", { count: Number(issue.maximum) });
  if (issue.code === "too_small") return t("atLeast", { least: Number(issue.minimum) });
  if (issue.code === "too_big") return t("atMost", { most: Number(issue.maximum) });
  if (issue.code === "invalid_format") return issue.format === "email" ? t("noEmail") : t("wrongForm");
  if (issue.code === "invalid_value") return t("choose");
  return undefined;
}
