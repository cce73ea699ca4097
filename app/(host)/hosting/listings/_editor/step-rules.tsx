"use client";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Checkbox } from "@/app/_ui/checkbox";
import { formatTimeOfDay } from "@/app/_ui/format/dates";
import { Select } from "@/app/_ui/select";
import { Stepper } from "@/app/_ui/stepper";
import { TextArea } from "@/app/_ui/text-area";
import { TextField } from "@/app/_ui/text-field";
import type { StayRules } from "@/server/modules/calendar/contract";
import { CANCELLATION_POLICIES } from "@/server/modules/listings/words";
import { Choices } from "./choices";
import type { StepProps } from "./draft";

const HALF_HOURS = 48;
const HALF_HOUR_MINUTES = 30;
const PETS_MAX = 5;
const NIGHTS_MAX = 365;
const NOTICE_HOURS_MAX = 168;
const PREPARATION_NIGHTS_MAX = 7;

const timesOf = (locale: string) =>
  Array.from({ length: HALF_HOURS }, (_, at) => ({
    value: String(at * HALF_HOUR_MINUTES),
    label: formatTimeOfDay(at * HALF_HOUR_MINUTES, locale),
  }));

type Props = StepProps & { rules: StayRules; setRules: (rules: StayRules) => void };

/** Coming and going, house rules, safety, stays, and what comes back when somebody cancels. */
export function RulesStep({ draft, set, rules, setRules }: Props) {
  const t = useTranslations("hosting.editor.rules");
  const times = timesOf(useLocale());
  const { houseRules, safety } = draft;
  const house = (change: Partial<typeof houseRules>) => set({ houseRules: { ...houseRules, ...change } });
  const safe = (change: Partial<typeof safety>) => set({ safety: { ...safety, ...change } });
  const stay = (change: Partial<StayRules>) => setRules({ ...rules, ...change });
  return (
    <div className="grid max-w-160 gap-8">
      <Group title={t("times")}>
        <div className="grid grid-cols-2 gap-4">
          <Select
            label={t("checkIn")}
            options={times}
            value={String(draft.checkInFromMinutes)}
            onChange={(event) => set({ checkInFromMinutes: Number(event.target.value) })}
          />
          <Select
            label={t("checkOut")}
            options={times}
            value={String(draft.checkOutByMinutes)}
            onChange={(event) => set({ checkOutByMinutes: Number(event.target.value) })}
          />
        </div>
        <Checkbox
          label={t("self")}
          checked={draft.selfCheckIn}
          onChange={(event) => set({ selfCheckIn: event.target.checked })}
        />
        <TextArea
          label={t("note")}
          help={t("noteHelp")}
          rows={3}
          maxLength={1000}
          value={draft.checkInNote}
          onChange={(event) => set({ checkInNote: event.target.value })}
        />
      </Group>
      <Group title={t("stays")}>
        <Stepper
          label={t("nightsMin")}
          value={rules.nightsMin}
          min={1}
          max={rules.nightsMax}
          onChange={(nightsMin) => stay({ nightsMin })}
        />
        <Stepper
          label={t("nightsMax")}
          value={rules.nightsMax}
          min={rules.nightsMin}
          max={NIGHTS_MAX}
          onChange={(nightsMax) => stay({ nightsMax })}
        />
        <Stepper
          label={t("notice")}
          value={rules.advanceNoticeHours}
          min={0}
          max={NOTICE_HOURS_MAX}
          onChange={(advanceNoticeHours) => stay({ advanceNoticeHours })}
        />
        <Stepper
          label={t("preparation")}
          value={rules.preparationNights}
          min={0}
          max={PREPARATION_NIGHTS_MAX}
          onChange={(preparationNights) => stay({ preparationNights })}
        />
      </Group>
      <Group title={t("house")}>
        <Checkbox
          label={t("smoking")}
          checked={houseRules.smokingAllowed}
          onChange={(event) => house({ smokingAllowed: event.target.checked })}
        />
        <Checkbox
          label={t("parties")}
          checked={houseRules.partiesAllowed}
          onChange={(event) => house({ partiesAllowed: event.target.checked })}
        />
        <Checkbox
          label={t("children")}
          checked={houseRules.childrenWelcome}
          onChange={(event) => house({ childrenWelcome: event.target.checked })}
        />
        <Stepper
          label={t("pets")}
          value={draft.petsMax}
          min={0}
          max={PETS_MAX}
          onChange={(petsMax) => set({ petsMax, houseRules: { ...houseRules, petsAllowed: petsMax > 0 } })}
        />
      </Group>
      <Group title={t("safety")}>
        <Checkbox
          label={t("smoke")}
          checked={safety.smokeAlarm}
          onChange={(event) => safe({ smokeAlarm: event.target.checked })}
        />
        <Checkbox
          label={t("co")}
          checked={safety.carbonMonoxideAlarm}
          onChange={(event) => safe({ carbonMonoxideAlarm: event.target.checked })}
        />
        <Checkbox
          label={t("camera")}
          checked={safety.outdoorCamera}
          onChange={(event) => safe({ outdoorCamera: event.target.checked })}
        />
        {safety.outdoorCamera ? (
          <TextField
            label={t("cameraNote")}
            maxLength={300}
            value={safety.cameraNote}
            onChange={(event) => safe({ cameraNote: event.target.value })}
          />
        ) : null}
        <Checkbox
          label={t("stairs")}
          checked={safety.stairs}
          onChange={(event) => safe({ stairs: event.target.checked })}
        />
        <Checkbox
          label={t("animals")}
          checked={safety.petsOnPremises}
          onChange={(event) => safe({ petsOnPremises: event.target.checked })}
        />
      </Group>
      <Choices
        label={t("policy")}
        options={CANCELLATION_POLICIES.map((value) => ({ value, label: t(`policies.${value}`) }))}
        value={draft.cancellationPolicy}
        onChange={(cancellationPolicy) => set({ cancellationPolicy })}
      />
      <TextField
        label={t("registration")}
        help={t("registrationHelp")}
        maxLength={40}
        value={draft.registrationNumber ?? ""}
        onChange={(event) => set({ registrationNumber: event.target.value || null })}
      />
    </div>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="grid gap-4">
      <legend className="mb-3 font-semibold text-base">{title}</legend>
      {children}
    </fieldset>
  );
}
