"use client";
import { useId, useState } from "react";
import { Checkbox } from "@/app/_ui/checkbox";
import { NumberField } from "@/app/_ui/number-field";
import { onDemand } from "@/app/_ui/on-demand";
import { Radio } from "@/app/_ui/radio";
import { Segmented } from "@/app/_ui/segmented";
import { Select } from "@/app/_ui/select";
import { Stepper } from "@/app/_ui/stepper";
import { Switch } from "@/app/_ui/switch";
import { TextArea } from "@/app/_ui/text-area";
import { TextField } from "@/app/_ui/text-field";

const PriceSlider = onDemand(() => import("@/app/_ui/price-slider").then((module) => module.PriceSlider));
const counts = [2, 5, 9, 14, 22, 31, 38, 34, 40, 29, 24, 18, 15, 11, 8, 9, 5, 4, 3, 2, 2, 1, 1, 1];
const policies = ["Flexible", "Moderate", "Firm"].map((label) => ({ value: label, label }));

export function FieldSpecimens() {
  const name = useId();
  const [adults, setAdults] = useState(1);
  const [beds, setBeds] = useState("any");
  const [view, setView] = useState("all");
  const [price, setPrice] = useState<[number, number]>([211, 900]);
  return (
    <>
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-3">
        <TextField label="Email" placeholder="you@example.org" help="For the receipt and the door code" />
        <TextField label="First name" defaultValue="Nadia" look="focus" />
        <TextField label="Card number" defaultValue="4000 0000 0000" error="4 digits are missing" />
        <NumberField label="Price a night" defaultValue="129" sign="$" unit="USD" />
        <Select label="Policy" options={policies} defaultValue="Moderate" />
        <TextField
          label="Payout account"
          value="Owner only"
          readOnly
          disabled
          help="You help with calendar and messages"
        />
        <TextArea
          label="A word to the host"
          placeholder="When you come, who is with you"
          className="sm:col-span-3"
        />
      </div>
      <div className="mt-4.5 flex flex-wrap items-center gap-x-7 gap-y-3">
        <span className="flex gap-2">
          <Checkbox label="Off" labelHidden />
          <Checkbox label="On" labelHidden defaultChecked />
          <Checkbox label="Partly" labelHidden partly />
        </span>
        <span className="flex gap-2">
          <Radio label="One" labelHidden name={name} />
          <Radio label="Two" labelHidden name={name} defaultChecked />
        </span>
        <span className="flex gap-2">
          <Switch label="Off" labelHidden />
          <Switch label="On" labelHidden defaultChecked />
        </span>
        <Stepper label="Adults" labelHidden value={adults} min={1} max={4} onChange={setAdults} />
        <Segmented
          label="View"
          look="sunk"
          value={view}
          onChange={setView}
          options={[
            { value: "one", label: "One listing" },
            { value: "all", label: "All listings" },
          ]}
        />
      </div>
      <div className="mt-4 grid grid-cols-1 items-start gap-6 sm:grid-cols-2">
        <PriceSlider
          label="Full price"
          thumbLabels={["Lowest", "Highest"]}
          min={0}
          max={1200}
          value={price}
          onChange={setPrice}
          counts={counts}
          format={{ style: "currency", currency: "USD", maximumFractionDigits: 0 }}
        />
        <div>
          <Segmented
            label="Beds"
            value={beds}
            onChange={setBeds}
            options={["any", "1", "2", "3", "4+"].map((value) => ({
              value,
              label: value === "any" ? "Any" : value,
            }))}
          />
          <Checkbox
            label="Free cancellation"
            note="until Sat 9 May or later"
            end="37"
            defaultChecked
            className="mt-2"
          />
          <Switch label="Open for booking" note="Turn off to block these nights" defaultChecked />
        </div>
      </div>
    </>
  );
}
