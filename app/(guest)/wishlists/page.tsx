import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/app/_i18n/messages";
import { routes } from "@/app/_routes";
import { serverCaller } from "@/app/_trpc/server";
import { EmptyState } from "@/app/_ui/empty-state";
import { LinkButton } from "@/app/_ui/link-button";
import { requireViewer } from "@/app/_viewer/require-viewer";
import { SiteFooter } from "@/app/_viewer/site-footer";
import { SiteHeader } from "@/app/_viewer/site-header";
import type { ListingCardView } from "@/server/modules/search/contract";
import { HomeCard } from "../_cards/home-card";
import { ListTools, NewList } from "./list-tools";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("wishlists");
  return { title: t("title") };
}

const CARDS_MAX = 48;

/** A guest's lists with the homes in them, newest list first. */
export default async function WishlistsPage() {
  await requireViewer(routes.wishlists());
  const t = await getTranslations("wishlists");
  const caller = await serverCaller();
  const { wishlists } = await caller.wishlists.list({});
  const ids = [...new Set(wishlists.flatMap((list) => list.listingIds))].slice(0, CARDS_MAX);
  const { cards } = ids.length > 0 ? await caller.search.cards({ listingIds: ids }) : { cards: [] };
  const cardOf = new Map(cards.map((card) => [card.listingId, card]));
  const isEmpty = wishlists.every((list) => list.itemCount === 0);
  return (
    <>
      <SiteHeader nav onPhone />
      <main id="main" className="wrap min-h-[60vh] py-8 md:py-12">
        <Messages of={["wishlists", "listing", "errors"]}>
          <div className="flex flex-wrap items-center justify-between gap-4">
            <h1 className="title-xl">{t("title")}</h1>
            {isEmpty ? null : <NewList />}
          </div>
          {isEmpty ? (
            <div className="mt-10">
              <EmptyState
                title={t("empty.title")}
                actions={
                  <LinkButton look="primary" href={routes.search()}>
                    {t("empty.action")}
                  </LinkButton>
                }
              >
                {t("empty.text")}
              </EmptyState>
            </div>
          ) : null}
          {isEmpty
            ? null
            : wishlists.map((list) => (
                <section key={list.wishlistId} className="mt-8">
                  <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
                    <div>
                      <h2 className="title-lg">{list.name}</h2>
                      <p className="text-ink-2">{t("count", { count: list.itemCount })}</p>
                    </div>
                    <ListTools wishlistId={list.wishlistId} name={list.name} />
                  </div>
                  <Homes
                    homes={list.listingIds.flatMap((id) => cardOf.get(id) ?? [])}
                    missing={list.itemCount - list.listingIds.filter((id) => cardOf.has(id)).length}
                  />
                </section>
              ))}
        </Messages>
      </main>
      <SiteFooter />
    </>
  );
}

async function Homes({ homes, missing }: { homes: readonly ListingCardView[]; missing: number }) {
  const t = await getTranslations("wishlists");
  return (
    <>
      <ul className="grid grid-cols-1 gap-x-6 gap-y-8 sm:grid-cols-2 lg:grid-cols-4">
        {homes.map((home) => (
          <li key={home.listingId}>
            <HomeCard home={home} query={{ from: "wishlist" }} />
          </li>
        ))}
      </ul>
      {missing > 0 && homes.length > 0 ? (
        <p className="mt-3 text-ink-3 text-xs">{t("gone", { count: missing })}</p>
      ) : null}
    </>
  );
}
