"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { classNames } from "./class-names";
import type { DialogProps } from "./dialog";
import { IconButton } from "./icon-button";
import { scrimLook } from "./scrim-look";

const widths = { narrow: "max-w-110", medium: "max-w-140", wide: "max-w-220", full: "" };

/** The open dialog. Loaded on demand by `Dialog`. */
export function DialogPanel(props: Omit<DialogProps, "open">) {
  const { onClose, title, titleHidden, children, actions, width = "narrow", mustAnswer } = props;
  const t = useTranslations("ui");
  const full = width === "full";
  return (
    <ModalOverlay
      isOpen
      isDismissable={!mustAnswer}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      className={classNames(scrimLook, full ? "" : "grid place-items-center overflow-y-auto p-4")}
    >
      <Modal
        className={classNames(
          "w-full bg-surface text-ink shadow-lifted outline-none transition-[opacity,translate] duration-200 data-entering:translate-y-2 data-entering:opacity-0 data-exiting:opacity-0",
          full ? "h-dvh overflow-y-auto" : "rounded-card",
          widths[width],
        )}
      >
        <Dialog className="outline-none">
          <div
            className={classNames(
              "flex items-start justify-between gap-4",
              full ? "sticky top-0 z-10 bg-surface px-5 py-3 md:px-8" : "px-5.5 pt-5.5",
            )}
          >
            <Heading slot="title" className={titleHidden ? "sr-only" : "title-lg"}>
              {title}
            </Heading>
            <IconButton
              label={t("dialog.close")}
              icon={<X size={20} aria-hidden="true" />}
              look="quiet"
              size="small"
              onClick={onClose}
              className="-me-2 -mt-1.5 ms-auto"
            />
          </div>
          <div className={full ? "px-5 pb-10 md:px-8" : classNames("px-5.5 pt-1.5", !actions && "pb-5.5")}>
            {children}
          </div>
          {actions ? (
            <div className="flex flex-wrap items-center gap-2 px-5.5 pt-4.5 pb-5.5">{actions}</div>
          ) : null}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
