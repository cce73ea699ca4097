import { useTranslations } from "next-intl";

/** First stop of the keyboard on every page: past the frame, into `<main id="main">`. */
export function SkipLink() {
  const t = useTranslations("common");
  return (
    <a
      href="#main"
      className="fixed start-4 top-3 z-50 -translate-y-24 rounded-control bg-ink px-4 py-3 font-semibold text-paper shadow-raised focus:translate-y-0"
    >
      {t("skip")}
    </a>
  );
}
