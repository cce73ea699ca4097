import { ArrowRight, Sparkle } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { routes } from "@/app/_routes";
import { serverCaller } from "@/app/_trpc/server";
import { EmptyState } from "@/app/_ui/empty-state";
import { LinkButton } from "@/app/_ui/link-button";
import { HomeCard } from "../_cards/home-card";
import { isSaidByRow, seeAllOf } from "./see-all";

const ROW_MAX = 8;

/** Rows of homes, each with the reason why it is there. A market without homes invites its first host. */
export async function HomeRows({ viewerName }: { viewerName: string | undefined }) {
  const t = await getTranslations("home");
  const recommended = await getTranslations("recommendations");
  const { rows } = await (await serverCaller()).recommendations.forYou({ limit: ROW_MAX });
  if (rows.every((row) => row.items.length === 0))
    return (
      <EmptyState
        title={t("empty.title")}
        actions={
          <LinkButton look="primary" href={routes.hostYourPlace()}>
            {t("empty.action")}
          </LinkButton>
        }
      >
        {t("empty.text")}
      </EmptyState>
    );
  return (
    <>
      {rows.map((row) => {
        const onward = seeAllOf(row);
        const title = row.title.code === "for_you" && viewerName ? "for_you_named" : row.title.code;
        return (
          <section key={row.title.code + JSON.stringify(row.title.values)}>
            <div className="mb-4 flex items-end justify-between gap-6 md:mb-6">
              <div className="min-w-0">
                <h2 className="title-xl max-md:title-lg">
                  {recommended(`row.${title}`, {
                    name: viewerName ?? "",
                    neighbourhood: "",
                    title: "",
                    ...row.title.values,
                  })}
                </h2>
                <p className="mt-1 flex items-start gap-1.5 text-ink-2">
                  <Sparkle size={15} aria-hidden="true" className="mt-0.75 shrink-0" />
                  <span>
                    {row.note
                      ? recommended(`note.${row.note.code}`, noteWords(row.note.values))
                      : recommended(row.title.code === "more_like" ? "note.alike" : "note.none")}
                    .{" "}
                    <Link href={routes.about.ranking()} className="link">
                      {t("why")}
                    </Link>
                  </span>
                </p>
              </div>
              <LinkButton
                look="quiet"
                size="small"
                className="-me-3 max-md:hidden"
                href={routes.search(onward.query)}
                after={<ArrowRight size={16} aria-hidden="true" className="rtl:-scale-x-100" />}
              >
                {t(`seeAll.${onward.name}`, {
                  place: row.title.values.neighbourhood || row.items[0]?.city || "",
                })}
              </LinkButton>
            </div>
            <ul className="scroll-row -mx-5 snap-x scroll-px-5 gap-3.5 px-5 md:mx-0 md:grid md:grid-cols-3 md:gap-x-6 md:gap-y-10 md:overflow-visible md:px-0 lg:grid-cols-4">
              {row.items.map((home, at) => (
                <li key={home.listingId} className="w-75 shrink-0 snap-start md:w-auto">
                  <HomeCard
                    home={home}
                    query={{ from: "home" }}
                    eager={at < 2}
                    reason={
                      isSaidByRow(row, home.because)
                        ? undefined
                        : recommended(`because.${home.because.code}`, {
                            title: "",
                            neighbourhood: "",
                            ...home.because.values,
                          })
                    }
                  />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

/** Values come as text; a count is a number to the plural rules. */
function noteWords(values: Readonly<Record<string, string>>) {
  return {
    title: values.title ?? "",
    neighbourhood: values.neighbourhood ?? "",
    count: Number(values.count ?? 0),
  };
}
