"use client";
import { useTranslations } from "next-intl";
import { Tag } from "@/app/_ui/tag";
import { TextField } from "@/app/_ui/text-field";
import { brandOf, type CardErrors, digitsOf, groupExpiry, groupNumber } from "./card";

export type TypedCard = { number: string; expires: string; code: string };

type Props = {
  typed: TypedCard;
  wrong: CardErrors;
  declined: string | undefined;
  onChange: (typed: TypedCard) => void;
};

const CODE_DIGITS_MAX = 4;

/** Number, date and code, with the names that browsers fill in. */
export function CardFields({ typed, wrong, declined, onChange }: Props) {
  const t = useTranslations("checkout");
  const brand = brandOf(digitsOf(typed.number));
  return (
    <div className="mt-4 grid grid-cols-2 gap-3.5 sm:grid-cols-[2fr_1fr_1fr]">
      <TextField
        className="max-sm:col-span-2"
        label={t("pay.number")}
        name="cardnumber"
        inputMode="numeric"
        autoComplete="cc-number"
        placeholder={t("pay.numberHint")}
        value={typed.number}
        onChange={(event) => onChange({ ...typed, number: groupNumber(event.target.value) })}
        error={wrong.number ? t("invalid.number") : declined}
        after={brand ? <Tag>{brand}</Tag> : undefined}
      />
      <TextField
        label={t("pay.expires")}
        name="cc-exp"
        inputMode="numeric"
        autoComplete="cc-exp"
        placeholder={t("pay.expiresHint")}
        value={typed.expires}
        onChange={(event) => onChange({ ...typed, expires: groupExpiry(event.target.value) })}
        error={wrong.expires ? t("invalid.expires") : undefined}
      />
      <TextField
        label={t("pay.code")}
        name="cvc"
        inputMode="numeric"
        autoComplete="cc-csc"
        placeholder={t("pay.codeHint")}
        value={typed.code}
        onChange={(event) =>
          onChange({ ...typed, code: digitsOf(event.target.value).slice(0, CODE_DIGITS_MAX) })
        }
        error={wrong.code ? t("invalid.code") : undefined}
      />
    </div>
  );
}
