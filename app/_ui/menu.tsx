"use client";
import { type ReactNode, useRef, useState } from "react";
import type { MenuEntry } from "./menu-panel";
import { onDemand } from "./on-demand";

// Behaviour of menus weighs more than most pages: it comes when somebody reaches for one.
const loadPanel = () => import("./menu-panel");
const MenuPanel = onDemand(() => loadPanel().then((module) => module.MenuPanel));

export type { MenuEntry };

export type MenuProps = {
  /** Read out for the trigger; needed where the trigger shows no words. */
  label?: string;
  /** What the trigger shows. */
  children: ReactNode;
  /** Classes of the trigger; `buttonLook({…})` for one that looks like a button. */
  className?: string;
  entries: readonly MenuEntry[];
  onSelect?: (id: string) => void;
  /** Lines above the entries: who is signed in. */
  head?: ReactNode;
  placement?: "bottom start" | "bottom end" | "top start";
  /** The chosen entry, where the menu is a choice of one. */
  selected?: string | undefined;
};

/** A button that opens a list of actions, links or choices. */
export function Menu({ label, children, className, ...panel }: MenuProps) {
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button
        ref={trigger}
        type="button"
        aria-haspopup="menu"
        aria-expanded={open}
        {...(label ? { "aria-label": label } : {})}
        onPointerEnter={() => void loadPanel()}
        onFocus={() => void loadPanel()}
        onClick={() => setOpen(true)}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown") return;
          event.preventDefault();
          setOpen(true);
        }}
        className={className}
      >
        {children}
      </button>
      {open ? <MenuPanel triggerRef={trigger} onOpenChange={setOpen} {...panel} /> : null}
    </>
  );
}
