"use client";
import { House, MapPin, Navigation, Search } from "lucide-react";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { buttonLook } from "@/app/_ui/button-look";
import { type ComboOption, OptionLine } from "@/app/_ui/combo-box";
import { Dialog } from "@/app/_ui/dialog";
import { fieldBox } from "@/app/_ui/field-frame";
import { Menu } from "@/app/_ui/menu";
import { Money } from "@/app/_ui/money";
import { onDemand } from "@/app/_ui/on-demand";
import { Popover } from "@/app/_ui/popover";
import { Sheet } from "@/app/_ui/sheet";
import { showToast } from "@/app/_ui/toast";
import { DragSheetSpecimen } from "./drag-sheet-specimen";

const ComboBox = onDemand(() => import("@/app/_ui/combo-box").then((module) => module.ComboBox));

const options: ComboOption[] = [
  {
    id: "center-square",
    label: "Center Square",
    end: "102 homes",
    icon: <MapPin size={18} strokeWidth={1.75} aria-hidden="true" />,
  },
  {
    id: "central-avenue",
    label: "Central Avenue",
    end: "17",
    icon: <MapPin size={18} strokeWidth={1.75} aria-hidden="true" />,
  },
  {
    id: "townhouse",
    label: "Townhouse of 1854",
    end: "Center Square",
    icon: <House size={18} strokeWidth={1.75} aria-hidden="true" />,
  },
  { id: "near", label: "Near me", icon: <Navigation size={18} strokeWidth={1.75} aria-hidden="true" /> },
];

export function OverlaySpecimens() {
  const [dialog, setDialog] = useState(false);
  const [sheet, setSheet] = useState(false);
  const [text, setText] = useState("cent");
  const open = { look: "second", size: "small" } as const;
  return (
    <>
      <div className="grid grid-cols-1 items-start gap-5 sm:grid-cols-2">
        <div>
          <div className={fieldBox({})} data-look="focus">
            <Search size={18} aria-hidden="true" />
            center sq
          </div>
          <ul className="mt-2 rounded-card bg-surface p-1.5 shadow-lifted">
            {options.map((option, at) => (
              <li
                key={option.id}
                className={`flex h-12 items-center gap-3 rounded-control px-3.5 ${at === 0 ? "bg-moss-tint" : ""}`}
              >
                <OptionLine option={option} text={at === 1 ? "cent" : "center sq"} />
              </li>
            ))}
          </ul>
        </div>
        <CancelCard />
      </div>
      <div className="mt-5 flex flex-wrap items-center gap-2">
        <Button size="small" onClick={() => setDialog(true)}>
          Dialog
        </Button>
        <Button size="small" onClick={() => setSheet(true)}>
          Sheet
        </Button>
        <Menu
          className={buttonLook(open)}
          entries={[
            { id: "a", label: "Add a note", shortcut: "n" },
            { id: "b", label: "View as guest", note: "Read only" },
            { divider: "-" },
            { id: "c", label: "Cancel the stay", danger: true },
          ]}
          onSelect={(id) => showToast(`Chosen: ${id}`)}
        >
          Menu
        </Menu>
        <Popover trigger="Popover" title="Who comes" className={buttonLook(open)}>
          <p className="max-w-60">A small surface beside its button.</p>
        </Popover>
        <Button
          size="small"
          onClick={() =>
            showToast("Blocked until Mon 4 May: The lilac house", {
              action: { label: "Undo", shortcut: "z", onPress: () => undefined },
            })
          }
        >
          Toast
        </Button>
        <div className="w-60">
          <ComboBox
            label="Place"
            labelHidden
            placeholder="Place"
            text={text}
            onTextChange={setText}
            options={options}
            onChoose={(id) => setText(id)}
          />
        </div>
      </div>
      <Dialog
        open={dialog}
        onClose={() => setDialog(false)}
        title="Cancel this stay?"
        actions={
          <>
            <Button look="danger" className="flex-1">
              Cancel the stay
            </Button>
            <Button look="quiet" onClick={() => setDialog(false)}>
              Keep it
            </Button>
          </>
        }
      >
        <p className="text-ink-2">Thu 14 to Sun 17 May. The nights open to others at once.</p>
      </Dialog>
      <Sheet
        open={sheet}
        onClose={() => setSheet(false)}
        title="Filters"
        footer={
          <Button look="primary" size="large" wide>
            Show 37 homes
          </Button>
        }
      >
        <p>What slides over the page.</p>
      </Sheet>
      <DragSheetSpecimen />
    </>
  );
}

function CancelCard() {
  return (
    <div className="rounded-card bg-surface p-5.5 shadow-lifted">
      <h3 className="title-lg">Cancel this stay?</h3>
      <p className="mt-1.5 text-ink-2">Thu 14 to Sun 17 May. The nights open to others at once.</p>
      <div className="mt-3.5 flex items-center justify-between rounded-control bg-moss-tint px-3.5 py-3">
        <span className="font-medium">Back to your Visa</span>
        <Money amountMinor={53248} currency="USD" look="price" />
      </div>
      <div className="mt-4.5 flex gap-2">
        <Button look="danger" className="flex-1">
          Cancel the stay
        </Button>
        <Button look="quiet">Keep it</Button>
      </div>
    </div>
  );
}
