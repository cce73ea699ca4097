"use client";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { type FieldValues, type Resolver, type UseFormProps, useForm } from "react-hook-form";
import type { z } from "zod";

/** A contract, or how to fetch it: `async () => (await import("@/server/modules/x/contract")).y`. */
type ContractOf<Input, Output> = z.ZodType<Output, Input> | (() => Promise<z.ZodType<Output, Input>>);

/**
 * A form held to the module's own contract, so that browser and server refuse for the same reason. Errors come when
 * somebody leaves a field, are set right while they write, and on sending the first one gets the focus.
 * Show `<FormErrorSummary form={form} labels={…} />` on top and `error={form.formState.errors.x?.message}` beside.
 *
 * A form on a page that guests reach first fetches its contract: zod (31 KB gzip) then comes once the page stands.
 */
export function useZodForm<Input extends FieldValues, Output>(
  contract: ContractOf<Input, Output>,
  options: Omit<UseFormProps<Input, unknown, Output>, "resolver"> = {},
) {
  const t = useTranslations("ui.form");
  const latest = useRef(contract);
  useEffect(() => {
    void fetchResolver(latest.current);
  }, []);
  const resolver: Resolver<Input, unknown, Output> = async (values, context, resolverOptions) => {
    const { zodResolver, known } = await fetchResolver(latest.current);
    return zodResolver(known, { error: (issue) => sentenceFor(issue, t) })(values, context, resolverOptions);
  };
  return useForm<Input, unknown, Output>({
    mode: "onTouched",
    reValidateMode: "onChange",
    shouldFocusError: true,
    ...options,
    resolver,
  });
}

async function fetchResolver<Input, Output>(contract: ContractOf<Input, Output>) {
  const [{ zodResolver }, known] = await Promise.all([
    import("@hookform/resolvers/zod"),
    typeof contract === "function" ? contract() : contract,
  ]);
  return { zodResolver, known };
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
