import { CircleUserRound, Heart, Luggage, MessageCircle, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { routes } from "@/app/_routes";
import { TabBar } from "./tab-bar";

const hiddenOn = ["/rooms/", "/checkout/"];

/** Explore, Saved, Trips, Inbox, You. */
export function GuestTabs({ unreadCount }: { unreadCount: number }) {
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
          href: routes.inbox(),
          label: t("tabs.inbox"),
          icon: <MessageCircle size={22} strokeWidth={1.75} aria-hidden="true" />,
          count: unreadCount,
          countLabel: t("tabs.unread", { count: unreadCount }),
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
