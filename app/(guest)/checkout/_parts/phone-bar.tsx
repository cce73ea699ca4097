import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";

const STEPS = ["stay", "pay"] as const;

/** A phone's header: back to the listing, the step's name, how many steps there are. Booked comes after, by itself. */
export async function PhoneBar({ back, step }: { back: string; step: number }) {
  const t = await getTranslations("checkout");
  return (
    <header className="grid h-16 grid-cols-[1fr_auto_1fr] items-center px-5 md:hidden">
      <Link
        href={back}
        aria-label={t("back")}
        className="-ms-2.5 grid size-11 place-items-center rounded-control"
      >
        <ArrowLeft size={22} aria-hidden="true" className="rtl:-scale-x-100" />
      </Link>
      {/* The page's own title is its heading. */}
      <p className="font-semibold text-base">{t(`steps.${STEPS[step] ?? "pay"}`)}</p>
      <p className="justify-self-end text-base text-ink-2 tabular-nums">
        {t("steps.of", { step: step + 1, count: STEPS.length })}
      </p>
    </header>
  );
}
