import { CircleUserRound, Heart, Luggage, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { routes } from "@/app/_routes";
import { TabBar } from "./tab-bar";

const hiddenOn = ["/rooms/", "/checkout/"];

/** Explore, Saved, Trips, You. */
export function GuestTabs() {
  const t = useTranslations("ui");
  return (
    <TabBar
      label={t("tabs.label")}
      hiddenOn={hiddenOn}
      tabs={[
        {
          href: routes.home(),
          label: t("tabs.explore"),
          icon: <Search size={22} aria-hidden="true" />,
          exact: true,
        },
        {
          href: routes.wishlists(),
          label: t("tabs.saved"),
          icon: <Heart size={22} strokeWidth={1.75} aria-hidden="true" />,
        },
        {
          href: routes.trips(),
          label: t("tabs.trips"),
          icon: <Luggage size={22} strokeWidth={1.75} aria-hidden="true" />,
        },
        {
          href: routes.account(),
          label: t("tabs.you"),
          icon: <CircleUserRound size={22} strokeWidth={1.75} aria-hidden="true" />,
        },
      ]}
    />
  );
}
