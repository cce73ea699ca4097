"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";

const LENGTH_FOLDED = 420;

/** The host's own words; a long text opens on a press. */
export function Description({ text }: { text: string }) {
  const t = useTranslations("listing");
  const [open, setOpen] = useState(false);
  const long = text.length > LENGTH_FOLDED;
  const folded = long && !open;
  return (
    <section className="max-w-160 pt-8 pb-10">
      {/* Folded, an empty line between paragraphs would be one of the few that are shown. */}
      <p className={`whitespace-pre-line text-base ${folded ? "line-clamp-5" : ""}`}>
        <bdi>{folded ? text.replaceAll(/\n\s*/g, "\n") : text}</bdi>
      </p>
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
