import { useTranslations } from "next-intl";

/** What the cells mean; always under a calendar with prices. */
export function CalendarLegend() {
  const t = useTranslations("ui.calendar.legend");
  const box = "inline-block size-5 rounded-mark";
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-2 text-ink-2 text-xs leading-5">
      <li className="inline-flex items-center gap-2">
        <span aria-hidden="true" className={`${box} bg-moss`} />
        {t("yours")}
      </li>
      <li className="inline-flex items-center gap-2">
        <span
          aria-hidden="true"
          className={`${box} bg-[linear-gradient(to_bottom_right,transparent_49%,var(--color-sunk-2)_51%)] shadow-[inset_0_0_0_1px_var(--color-line)]`}
        />
        {t("outOnly")}
      </li>
      <li className="inline-flex items-center gap-2">
        <span
          aria-hidden="true"
          className={`${box} bg-[linear-gradient(to_bottom_right,var(--color-sunk-2)_49%,transparent_51%)] shadow-[inset_0_0_0_1px_var(--color-line)]`}
        />
        {t("inOnly")}
      </li>
      <li className="inline-flex items-center gap-2">
        <strong aria-hidden="true" className="font-semibold text-clay-ink text-hint">
          {t("minSample")}
        </strong>
        {t("min")}
      </li>
      <li className="inline-flex items-center gap-2">
        <span
          aria-hidden="true"
          className={`${box} inline-grid! place-items-center bg-sunk-2 text-hint text-ink-3 tabular-nums line-through`}
        >
          8
        </span>
        {t("taken")}
      </li>
    </ul>
  );
}
