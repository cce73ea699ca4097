"use client";
import type { ReactNode, RefObject } from "react";
import { Dialog, Popover } from "react-aria-components";
import { classNames } from "./class-names";
import { popoverLook } from "./popover-look";

/** The open surface. Loaded on demand by `Popover`. */
export function PopoverPanel(props: {
  triggerRef: RefObject<HTMLElement | null>;
  onOpenChange: (open: boolean) => void;
  title: string;
  placement: "bottom start" | "bottom end" | "top start";
  className: string;
  children: ReactNode;
}) {
  return (
    <Popover
      triggerRef={props.triggerRef}
      isOpen
      onOpenChange={props.onOpenChange}
      placement={props.placement}
      offset={8}
      className={classNames(popoverLook, "max-w-[calc(100vw-16px)] overflow-auto")}
    >
      <Dialog aria-label={props.title} className={classNames("outline-none", props.className)}>
        {props.children}
      </Dialog>
    </Popover>
  );
}
