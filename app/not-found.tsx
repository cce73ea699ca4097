import { getTranslations } from "next-intl/server";
import { routes } from "@/app/_routes";
import { EmptyState } from "@/app/_ui/empty-state";
import { LinkButton } from "@/app/_ui/link-button";
import { PlainHeader } from "@/app/_ui/shell/plain-header";

/** No page, or none that this person may see: the two are told alike on purpose. */
export default async function NotFound() {
  const t = await getTranslations("errors");
  return (
    <>
      <PlainHeader />
      <main id="main" className="mx-auto max-w-[1200px] px-5 py-16 md:px-10 md:py-24">
        <EmptyState
          headingLevel="h1"
          bird="away"
          title={t("notFound.title")}
          actions={
            <>
              <LinkButton href={routes.search()} look="primary">
                {t("notFound.search")}
              </LinkButton>
              <LinkButton href={routes.home()} look="quiet">
                {t("notFound.home")}
              </LinkButton>
            </>
          }
        >
          {t("notFound.text")}
        </EmptyState>
      </main>
    </>
  );
}
