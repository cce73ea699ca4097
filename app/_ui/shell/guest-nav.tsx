"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { routes } from "@/app/_routes";
import { classNames } from "../class-names";

/** Explore, Saved, Trips on a wide page; a phone has them at its bottom. */
export function GuestNav() {
  const t = useTranslations("ui");
  const path = usePathname();
  const places = [
    { href: routes.home(), label: t("tabs.explore") },
    { href: routes.wishlists(), label: t("tabs.saved") },
    { href: routes.trips(), label: t("tabs.trips") },
  ];
  return places.map((place) => {
    const here = place.href === "/" ? path === "/" : path.startsWith(place.href);
    return (
      <Link
        key={place.href}
        href={place.href}
        aria-current={here ? "page" : undefined}
        className={classNames(
          "hidden h-10 items-center rounded-control px-3 font-medium hovered:bg-hover md:inline-flex",
          here && "bg-sunk",
        )}
      >
        {place.label}
      </Link>
    );
  });
}
