"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { classNames } from "./class-names";
import { IconButton } from "./icon-button";
import { scrimLook } from "./scrim-look";
import type { SheetProps } from "./sheet";

/** The open sheet. Loaded on demand by `Sheet`. */
export function SheetPanel({
  onClose,
  title,
  children,
  footer,
  side = "end",
  width = "medium",
}: Omit<SheetProps, "open">) {
  const t = useTranslations("ui");
  const place =
    side === "end"
      ? "md:end-0 md:data-entering:translate-x-full md:rtl:data-entering:-translate-x-full"
      : "md:start-0 md:data-entering:-translate-x-full md:rtl:data-entering:translate-x-full";
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      className={scrimLook}
    >
      <Modal
        className={classNames(
          "fixed bg-surface text-ink shadow-lifted transition-[translate] duration-200 ease-out",
          "max-md:inset-x-0 max-md:bottom-0 max-md:max-h-[calc(100dvh-28px)] max-md:rounded-t-sheet max-md:data-entering:translate-y-full max-md:data-exiting:translate-y-full",
          "md:inset-y-0",
          place,
          width === "wide" ? "md:w-[min(800px,100vw)]" : "md:w-100",
        )}
      >
        <Dialog className="flex max-h-[inherit] flex-col outline-none md:h-dvh">
          <span
            aria-hidden="true"
            className="mx-auto mt-2.5 h-1 w-10 shrink-0 rounded-full bg-edge md:hidden"
          />
          <div className="flex h-14 shrink-0 items-center justify-between border-line border-b ps-5 pe-2 md:h-16 md:ps-8 md:pe-5">
            <Heading slot="title" className="title-lg">
              {title}
            </Heading>
            <IconButton
              label={t("dialog.close")}
              icon={<X size={20} aria-hidden="true" />}
              look="quiet"
              onClick={onClose}
            />
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4 md:px-8 md:py-5">{children}</div>
          {footer ? (
            <div className="flex shrink-0 items-center justify-between gap-3 border-line border-t px-5 pt-3 pb-[max(env(safe-area-inset-bottom),0.75rem)] md:h-20 md:px-8 md:py-0">
              {footer}
            </div>
          ) : null}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
