import { getTranslations } from "next-intl/server";
import { routes } from "@/app/_routes";
import { EmptyState } from "@/app/_ui/empty-state";
import { LinkButton } from "@/app/_ui/link-button";
import { SiteHeader } from "@/app/_viewer/site-header";

export default async function ListingNotFound() {
  const t = await getTranslations("listing.missing");
  return (
    <>
      <SiteHeader onPhone />
      <main id="main" className="wrap py-16">
        <EmptyState
          headingLevel="h1"
          bird="onSecond"
          title={t("title")}
          actions={
            <LinkButton look="primary" href={routes.search()}>
              {t("action")}
            </LinkButton>
          }
        >
          {t("text")}
        </EmptyState>
      </main>
    </>
  );
}
