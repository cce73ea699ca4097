"use client";
import { CircleUserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { routes } from "@/app/_routes";
import { Avatar } from "../avatar";
import { Menu, type MenuEntry } from "../menu";
import type { Viewer } from "./viewer";

/** The person at the end of a header: where to go, and out. Signed out: in. */
export function AccountMenu({ viewer }: { viewer: Viewer | undefined }) {
  const t = useTranslations("ui");
  const target = "grid size-11 cursor-pointer place-items-center rounded-full";
  if (!viewer)
    return (
      <Menu
        label={t("account.menu")}
        placement="bottom end"
        className={target}
        entries={[
          { id: "sign-in", label: t("account.signIn"), href: routes.signIn() },
          { id: "sign-up", label: t("account.signUp"), href: routes.signUp() },
          { divider: "host" },
          { id: "host", label: t("account.hostYourPlace"), href: routes.hostYourPlace() },
          { id: "help", label: t("account.help"), href: routes.about.help() },
        ]}
      >
        <CircleUserRound size={22} strokeWidth={1.75} aria-hidden="true" />
      </Menu>
    );
  return (
    <Menu
      label={t("account.menuOf", { name: viewer.firstName })}
      placement="bottom end"
      className={target}
      entries={entriesOf(viewer, t)}
      onSelect={(id) => {
        if (id === "sign-out") window.location.assign(routes.signOut());
      }}
    >
      <Avatar id={viewer.id} name={viewer.firstName} />
    </Menu>
  );
}

function entriesOf(viewer: Viewer, t: ReturnType<typeof useTranslations<"ui">>): MenuEntry[] {
  return [
    { id: "trips", label: t("account.trips"), href: routes.trips() },
    { id: "wishlists", label: t("account.wishlists"), href: routes.wishlists() },
    { divider: "own" },
    { id: "account", label: t("account.account"), href: routes.account() },
    viewer.isHost
      ? { id: "hosting", label: t("account.hosting"), href: routes.hosting.today() }
      : { id: "host", label: t("account.hostYourPlace"), href: routes.hostYourPlace() },
    ...(viewer.isOperator
      ? [{ id: "admin", label: t("account.operator"), href: routes.admin.overview() }]
      : []),
    { divider: "out" },
    { id: "help", label: t("account.help"), href: routes.about.help() },
    { id: "sign-out", label: t("account.signOut") },
  ];
}
