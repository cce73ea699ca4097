"use client";
import { Check } from "lucide-react";
import { useRouter } from "next/navigation";
import type { ReactNode, RefObject } from "react";
import { Menu, MenuItem, Popover, RouterProvider, Separator } from "react-aria-components";
import { classNames } from "./class-names";
import { Kbd } from "./kbd";
import { popoverLook } from "./popover-look";

export type MenuEntry =
  | {
      id: string;
      label: string;
      icon?: ReactNode;
      note?: string;
      href?: string;
      shortcut?: string;
      danger?: boolean;
      disabled?: boolean;
    }
  | { divider: string };

/** The list of a menu. Loaded on demand by `Menu`. */
export function MenuPanel(props: {
  triggerRef: RefObject<HTMLButtonElement | null>;
  onOpenChange: (open: boolean) => void;
  entries: readonly MenuEntry[];
  onSelect?: (id: string) => void;
  head?: ReactNode;
  placement?: "bottom start" | "bottom end" | "top start";
  selected?: string | undefined;
}) {
  const router = useRouter();
  return (
    <RouterProvider navigate={(path) => router.push(path)}>
      <Popover
        triggerRef={props.triggerRef}
        isOpen
        onOpenChange={props.onOpenChange}
        placement={props.placement ?? "bottom start"}
        offset={6}
        className={classNames(popoverLook, "min-w-56 p-1.5")}
      >
        {props.head ? <div className="border-line border-b px-3 pt-2 pb-3 mb-1.5">{props.head}</div> : null}
        <Menu
          autoFocus="first"
          className="outline-none"
          onClose={() => props.onOpenChange(false)}
          onAction={(key) => {
            props.onSelect?.(String(key));
          }}
          aria-label={nameOf(props.triggerRef.current)}
          {...(props.selected === undefined
            ? {}
            : { selectionMode: "single", selectedKeys: [props.selected] })}
        >
          {props.entries.map((entry) =>
            "divider" in entry ? (
              <Separator key={entry.divider} className="mx-3 my-1.5 border-line border-t" />
            ) : (
              <Entry key={entry.id} entry={entry} />
            ),
          )}
        </Menu>
      </Popover>
    </RouterProvider>
  );
}

function nameOf(trigger: HTMLButtonElement | null): string {
  return trigger?.ariaLabel ?? trigger?.innerText ?? "";
}

function Entry({ entry }: { entry: Exclude<MenuEntry, { divider: string }> }) {
  return (
    <MenuItem
      id={entry.id}
      textValue={entry.label}
      isDisabled={Boolean(entry.disabled)}
      {...(entry.href ? { href: entry.href } : {})}
      className={classNames(
        "group flex min-h-11 cursor-pointer items-center gap-3 rounded-control px-3 font-medium outline-none data-disabled:cursor-default data-focused:bg-hover data-disabled:text-ink-3",
        entry.danger && "text-red-ink",
      )}
    >
      {entry.icon}
      <span className="min-w-0 flex-1">
        {entry.label}
        {entry.note ? <span className="block font-normal text-ink-3 text-xs">{entry.note}</span> : null}
      </span>
      {entry.shortcut ? <Kbd>{entry.shortcut}</Kbd> : null}
      <Check size={16} aria-hidden="true" className="hidden text-moss-ink group-data-selected:block" />
    </MenuItem>
  );
}
