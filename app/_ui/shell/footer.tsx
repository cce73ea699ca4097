import Link from "next/link";
import { useTranslations } from "next-intl";
import { routes } from "@/app/_routes";
import { Logo } from "../logo";
import { PreferencesMenu } from "./preferences-menu";

export type FooterProps = {
  /** Where the market is run: "Albany, New York". */
  place?: string;
  /** ISO code of the currency that somebody wants to see. */
  currency: string;
  /** Host fee in percent, as the operator set it. */
  hostFeePercent: string;
};

/** Under every guest page: three lists, and what the data and drawings are. */
export function Footer({ place, currency, hostFeePercent }: FooterProps) {
  const t = useTranslations("common.footer");
  const lists = [
    {
      title: t("guests"),
      links: [
        { label: t("prices"), href: routes.about.prices() },
        { label: t("cancellation"), href: routes.about.cancellation() },
        { label: t("ranking"), href: routes.about.ranking() },
        { label: t("accessibility"), href: routes.about.accessibility() },
      ],
    },
    {
      title: t("hosts"),
      links: [
        { label: t("hostYourPlace"), href: routes.hostYourPlace() },
        { label: t("fees", { percent: hostFeePercent }), href: routes.about.fees() },
        { label: t("houseRules"), href: routes.about.houseRules() },
      ],
    },
    {
      title: t("roost"),
      links: [
        { label: t("runYourOwn"), href: routes.about.runYourOwn() },
        { label: t("privacy"), href: routes.about.privacy() },
      ],
    },
  ];
  return (
    <footer className="mt-24 bg-sunk pt-14 pb-7 print:hidden">
      <div className="wrap">
        <div className="grid grid-cols-1 gap-8 sm:grid-cols-3 lg:grid-cols-[1.6fr_1fr_1fr_1fr]">
          <div className="sm:col-span-3 lg:col-span-1">
            <Logo />
            <p className="mt-3 max-w-62 text-ink-2">{place ? t("about", { place }) : t("aboutAnywhere")}</p>
          </div>
          {lists.map((list) => (
            <div key={list.title}>
              <p className="mb-2.5 font-semibold">{list.title}</p>
              <ul>
                {list.links.map((link) => (
                  <li key={link.label}>
                    <Link href={link.href} className="inline-block py-1 text-ink-2 hovered:link">
                      {link.label}
                    </Link>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
        <div className="mt-10 flex flex-wrap justify-between gap-x-8 gap-y-2 border-line border-t pt-5 text-ink-3 text-xs">
          <span>{t("credits")}</span>
          <PreferencesMenu currency={currency} inFooter />
        </div>
      </div>
    </footer>
  );
}
