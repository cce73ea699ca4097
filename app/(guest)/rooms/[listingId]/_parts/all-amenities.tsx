"use client";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";

/** The button to the whole list. The rows come drawn from the server, so that no icon is loaded for them. */
export function AllAmenities({ count, children }: { count: number; children: ReactNode }) {
  const t = useTranslations("listing");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button className="mt-6" onClick={() => setOpen(true)}>
        {t("allAmenities", { count })}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t("amenitiesTitle")} width="medium">
        {children}
      </Dialog>
    </>
  );
}
