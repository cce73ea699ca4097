"use client";
import { useTranslations } from "next-intl";
import { Stepper } from "../stepper";
import type { Party } from "./search-panel";

const infantsMax = 5;
const petsMax = 5;

/** Adults, children, infants, pets. Infants are not counted among the guests a home can take. */
export function PartySteppers(props: {
  party: Party;
  guestsMax: number;
  onChange: (party: Party) => void;
  withoutPets?: boolean;
}) {
  const { party, guestsMax, onChange, withoutPets } = props;
  const t = useTranslations("ui.search");
  const left = guestsMax - party.adults - party.children;
  const row = "border-line border-b py-2 last:border-0";
  return (
    <div>
      <div className={row}>
        <Stepper
          size="medium"
          label={t("adults")}
          note={t("adultsNote")}
          value={party.adults}
          min={1}
          max={party.adults + left}
          onChange={(adults) => onChange({ ...party, adults })}
        />
      </div>
      <div className={row}>
        <Stepper
          size="medium"
          label={t("children")}
          note={t("childrenNote")}
          value={party.children}
          min={0}
          max={party.children + left}
          onChange={(children) => onChange({ ...party, children })}
        />
      </div>
      <div className={row}>
        <Stepper
          size="medium"
          label={t("infants")}
          note={t("infantsNote")}
          value={party.infants}
          min={0}
          max={infantsMax}
          onChange={(infants) => onChange({ ...party, infants })}
        />
      </div>
      {withoutPets ? null : (
        <div className={row}>
          <Stepper
            size="medium"
            label={t("pets")}
            note={t("petsNote")}
            value={party.pets}
            min={0}
            max={petsMax}
            onChange={(pets) => onChange({ ...party, pets })}
          />
        </div>
      )}
    </div>
  );
}
