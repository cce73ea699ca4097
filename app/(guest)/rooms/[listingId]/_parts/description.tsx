"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";

const LENGTH_FOLDED = 420;

/** The host's own words; a long text opens on a press. */
export function Description({ text }: { text: string }) {
  const t = useTranslations("listing");
  const [open, setOpen] = useState(false);
  const long = text.length > LENGTH_FOLDED;
  return (
    <section className="max-w-160 pt-8 pb-10">
      <p className={`whitespace-pre-line text-base ${long && !open ? "line-clamp-5" : ""}`}>{text}</p>
      {long ? (
        <button
          type="button"
          aria-expanded={open}
          className="link hit-44 mt-2 cursor-pointer font-medium text-base"
          onClick={() => setOpen(!open)}
        >
          {open ? t("less") : t("more")}
        </button>
      ) : null}
    </section>
  );
}
