import { getTranslations } from "next-intl/server";
import { routes } from "@/app/_routes";
import { EmptyState } from "@/app/_ui/empty-state";
import { LinkButton } from "@/app/_ui/link-button";
import { PlainHeader } from "@/app/_ui/shell/plain-header";
import { readViewer } from "@/app/_viewer/read-viewer";

/** Nothing at this address; or, for somebody without the grant, that these pages are for operators. */
export default async function AdminNotFound() {
  const viewer = await readViewer();
  const t = await getTranslations("admin");
  if (viewer?.isOperator)
    return (
      <main id="main" className="px-4 py-16 md:px-8">
        <EmptyState
          headingLevel="h1"
          bird="away"
          title={t("missing.title")}
          actions={
            <LinkButton href={routes.admin.overview()} look="primary">
              {t("missing.home")}
            </LinkButton>
          }
        >
          {t("missing.text")}
        </EmptyState>
      </main>
    );
  return (
    <>
      <PlainHeader />
      <main id="main" className="mx-auto max-w-[1200px] px-5 py-16 md:px-10 md:py-24">
        <EmptyState
          headingLevel="h1"
          bird="away"
          title={t("forbidden.title")}
          actions={
            <>
              <LinkButton href={routes.home()} look="primary">
                {t("forbidden.home")}
              </LinkButton>
              <LinkButton href={routes.signOut()} look="quiet">
                {t("forbidden.signOut")}
              </LinkButton>
            </>
          }
        >
          {t("forbidden.text")}
        </EmptyState>
      </main>
    </>
  );
}
