"use client";
import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useCall } from "@/app/_trpc/use-call";
import { Banner } from "@/app/_ui/banner";
import { Button } from "@/app/_ui/button";
import { formatDateRange } from "@/app/_ui/format/dates";
import { IconButton } from "@/app/_ui/icon-button";
import { Switch } from "@/app/_ui/switch";
import { TextField } from "@/app/_ui/text-field";
import { showToast } from "@/app/_ui/toast";
import { useRefusalText } from "@/app/_viewer/refusal-text";
import { addDays } from "@/server/primitives/local-date";
import { formatMoney } from "@/server/primitives/money";
import { minorOf, typedOf } from "../../listings/_editor/amounts";
import { applyEdit, type Edit, type Undo, undoEdit } from "./apply-edit";
import { chosenNights, type HomeNights, type Selection } from "./selection";

type Props = { selection: Selection; homes: readonly HomeNights[]; onClose: () => void };

/** What changes for the chosen nights: price, minimum stay, open or blocked. Every change can be undone. */
export function EditPanel({ selection, homes, onClose }: Props) {
  const t = useTranslations("hosting.calendar");
  const locale = useLocale();
  const router = useRouter();
  const refusalText = useRefusalText();
  const chosen = chosenNights(selection, homes);
  const editable = chosen
    .map(({ home, nights, taken }) => ({ home, nights: nights.filter((night) => !taken.includes(night)) }))
    .filter((one) => one.nights.length > 0);
  const first = chosen[0]?.nights[0];
  const last = chosen[0]?.nights.at(-1);
  const allBlocked =
    editable.length > 0 && editable.every((one) => one.nights.every((night) => night.state === "blocked"));
  const currency = homes[0]?.currency ?? "USD";
  const samePrice = new Set(
    editable.flatMap((one) => one.nights.map((night) => (night.ownPrice ? night.priceMinor : null))),
  );
  const before = samePrice.size === 1 ? typedOf([...samePrice][0] ?? null, currency) : "";
  const [price, setPrice] = useState(before);
  const [min, setMin] = useState("");
  const [isOpen, setOpen] = useState(!allBlocked);
  const [note, setNote] = useState("");
  const nightTotal = editable.reduce((sum, one) => sum + one.nights.length, 0);
  const taken = chosen.reduce((sum, one) => sum + one.taken.length, 0);
  const priceMinor = price.trim() === "" ? null : minorOf(price, currency);
  const edit: Edit = {
    ...(price === before ? {} : { priceMinor: priceMinor ?? null }),
    ...(min === "" ? {} : { nightsMin: Math.max(1, Number(min)) }),
    ...(isOpen === !allBlocked ? {} : { open: isOpen }),
    note,
  };
  const nights = t("nights", { count: nightTotal });
  const undo = useCall((client, steps: readonly Undo[]) => undoEdit(client, steps), {
    onSuccess: () => {
      showToast(t("undone"));
      router.refresh();
    },
    onError: (error) => showToast(refusalText(error), { tone: "trouble" }),
  });
  const apply = useCall((client) => applyEdit(client, editable, edit), {
    onSuccess: (steps) => {
      const said = edit.open === undefined ? "changed" : edit.open ? "opened" : "blocked";
      showToast(t(said, { nights }), {
        action: { label: t("undo"), onPress: () => undo.send(steps), shortcut: "z" },
      });
      onClose();
      router.refresh();
    },
    onError: () => router.refresh(),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    apply.send();
  };
  if (!first || !last) return null;
  const nothing = Object.keys(edit).length === 1;
  const wrongPrice = priceMinor === undefined;
  const off = nightTotal === 0 || nothing ? t("nothing") : wrongPrice ? t("priceHelp") : undefined;
  return (
    <form
      onSubmit={submit}
      className="flex flex-col gap-5 border-line bg-surface p-5 max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-50 max-lg:max-h-[80dvh] max-lg:overflow-y-auto max-lg:rounded-t-sheet max-lg:shadow-lifted lg:w-86 lg:border-s"
    >
      <div className="flex items-start justify-between gap-3">
        <div>
          <h2 className="title-lg">
            {t("chosen", { nights, dates: formatDateRange(first.night, addDays(last.night, 1), locale) })}
          </h2>
          {taken > 0 ? <p className="text-ink-2">{t("booked", { count: taken })}</p> : null}
        </div>
        <IconButton
          label={t("cancel")}
          look="quiet"
          icon={<X size={18} aria-hidden="true" />}
          onClick={onClose}
        />
      </div>
      {apply.error ? (
        <Banner tone="red" urgent>
          {refusalText(apply.error)}
        </Banner>
      ) : null}
      <TextField
        label={t("price")}
        help={t("priceHelp")}
        size="small"
        inputMode="decimal"
        after={currency}
        value={price}
        onChange={(event) => setPrice(event.target.value)}
        error={wrongPrice ? t("priceHelp") : undefined}
      />
      <TextField
        label={t("min")}
        help={t("minHelp")}
        size="small"
        inputMode="numeric"
        value={min}
        onChange={(event) => setMin(event.target.value.replace(/\D/g, "").slice(0, 3))}
      />
      <Switch label={t("open")} checked={isOpen} onChange={(event) => setOpen(event.target.checked)} />
      {!isOpen && !allBlocked ? (
        <TextField
          label={t("blockNote")}
          size="small"
          maxLength={200}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      ) : null}
      {priceMinor && price !== before ? (
        <div>
          <h3 className="font-semibold">{t("edit")}</h3>
          <ul className="mt-2 grid gap-1.5">
            {editable.slice(0, 6).map(({ home, nights: own }) => (
              <li key={home.listingId} className="flex justify-between gap-3">
                <span className="truncate text-ink-2">{home.title}</span>
                <span className="whitespace-nowrap font-medium tabular-nums">
                  {formatMoney({ amountMinor: own[0]?.priceMinor ?? 0, currency }, locale)} →{" "}
                  {formatMoney({ amountMinor: priceMinor, currency }, locale)}
                </span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <div className="mt-auto flex gap-2 pt-2">
        <Button type="submit" look="primary" pending={apply.isPending} offBecause={off}>
          {t("apply", { nights })}
        </Button>
        <Button look="quiet" onClick={onClose}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
}
