import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Messages } from "@/app/_i18n/messages";
import { routes } from "@/app/_routes";
import { LinkTabs } from "@/app/_ui/link-tabs";
import { SiteFooter } from "@/app/_viewer/site-footer";
import { SiteHeader } from "@/app/_viewer/site-header";

/** Title and tabs of the account's pages. */
export async function AccountFrame({
  here,
  children,
}: {
  here: "profile" | "security";
  children: ReactNode;
}) {
  const t = await getTranslations("account");
  return (
    <>
      <SiteHeader nav onPhone />
      <main id="main" className="mx-auto min-h-[60vh] max-w-[840px] px-5 py-8 md:px-10 md:py-12">
        <h1 className="title-xl">{t("title")}</h1>
        <div className="mt-4">
          <LinkTabs
            label={t("tabs.label")}
            tabs={[
              { href: routes.account(), label: t("tabs.profile"), here: here === "profile" },
              { href: routes.accountSecurity(), label: t("tabs.security"), here: here === "security" },
            ]}
          />
        </div>
        <Messages of={["account", "errors", "auth"]}>{children}</Messages>
      </main>
      <SiteFooter />
    </>
  );
}
