"use client";
import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { Popover } from "@/app/_ui/popover";
import { PartySteppers } from "@/app/_ui/search/party-steppers";
import { useHome, useStay } from "./stay-provider";

/** Who comes. As many as the home takes. */
export function GuestsField() {
  const t = useTranslations("listing.quote");
  const { capacity, petsMax } = useHome();
  const { party, setParty } = useStay();
  return (
    <Popover
      title={t("guests")}
      className="col-span-2 flex cursor-pointer items-center border-line border-t px-3.5 py-2.5 text-start hovered:bg-hover"
      panelClassName="w-86 p-5"
      trigger={
        <>
          <span className="flex-1">
            <span className="block text-ink-2 text-xs">{t("guests")}</span>
            <span className="font-medium text-base leading-5.5">{t("party", party)}</span>
          </span>
          <ChevronDown size={18} aria-hidden="true" />
        </>
      }
    >
      {(close) => (
        <>
          <PartySteppers
            party={party}
            guestsMax={capacity}
            withoutPets={petsMax === 0}
            onChange={(next) => setParty(next)}
          />
          <Button className="mt-3" wide onClick={close}>
            {t("done")}
          </Button>
        </>
      )}
    </Popover>
  );
}
