"use client";
import { Printer } from "lucide-react";
import { Button } from "@/app/_ui/button";

/** Puts the page on paper, or into a file, without its ways to elsewhere. */
export function PrintButton({ label }: { label: string }) {
  return (
    <Button
      look="quiet"
      size="small"
      className="-me-3 print:hidden"
      icon={<Printer size={16} strokeWidth={1.75} aria-hidden="true" />}
      onClick={() => window.print()}
    >
      {label}
    </Button>
  );
}
