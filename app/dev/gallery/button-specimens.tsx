"use client";
import { ChevronLeft, ChevronRight, Lock, Share } from "lucide-react";
import { Button, type ButtonProps } from "@/app/_ui/button";
import { IconButton } from "@/app/_ui/icon-button";

const looks: readonly [string, NonNullable<ButtonProps["look"]>, string][] = [
  ["primary", "primary", "Book"],
  ["second", "second", "Change"],
  ["quiet", "quiet", "Clear"],
  ["danger", "danger", "Cancel stay"],
];
const states = ["rest", "hover", "press", "focus"] as const;

export function ButtonSpecimens() {
  return (
    <>
      <div className="overflow-x-auto p-1 -m-1">
        <div className="grid min-w-150 grid-cols-[72px_repeat(5,1fr)] items-center gap-2.5">
          <span />
          {["rest", "hover", "pressed", "focus", "off"].map((name) => (
            <span key={name} className="text-center text-ink-3 text-xs">
              {name}
            </span>
          ))}
          {looks.map(([name, look, words]) => (
            <ButtonRow key={name} name={name} look={look} words={words} />
          ))}
        </div>
      </div>
      <div className="mt-3.5 flex flex-wrap items-center gap-2.5">
        <Button look="primary" size="large" icon={<Lock size={18} strokeWidth={2} aria-hidden="true" />}>
          Pay $532.48
        </Button>
        <Button look="primary" pending>
          Paying
        </Button>
        <Button size="small" icon={<Share size={16} strokeWidth={1.75} aria-hidden="true" />}>
          Share
        </Button>
        <Button size="tiny">See prices</Button>
        <IconButton label="Back" icon={<ChevronLeft size={18} aria-hidden="true" />} />
        <IconButton label="On" icon={<ChevronRight size={18} aria-hidden="true" />} />
      </div>
      <p className="mt-3 text-ink-3 text-xs">
        A button that is off says why beside it: “Choose dates first.”
      </p>
    </>
  );
}

function ButtonRow({
  name,
  look,
  words,
}: {
  name: string;
  look: NonNullable<ButtonProps["look"]>;
  words: string;
}) {
  return (
    <>
      <span className="text-ink-3 text-xs">{name}</span>
      {states.map((state) => (
        <Button
          key={state}
          look={look}
          className="px-3!"
          {...(state === "rest" ? {} : { "data-look": state })}
        >
          {words}
        </Button>
      ))}
      <Button look={look} className="px-3!" offBecause="Choose dates first">
        {words}
      </Button>
    </>
  );
}
