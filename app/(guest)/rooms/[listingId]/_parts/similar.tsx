import { getTranslations } from "next-intl/server";
import { serverCaller } from "@/app/_trpc/server";
import { HomeCard } from "@/app/(guest)/_cards/home-card";
import type { ListingId } from "@/server/primitives/id";

const SHOWN_MAX = 4;

/** Homes like this one; left out when there are none. */
export async function Similar({ listingId }: { listingId: ListingId }) {
  const t = await getTranslations("listing.similar");
  const recommended = await getTranslations("recommendations");
  const { items } = await (await serverCaller()).recommendations.similar({ listingId, limit: SHOWN_MAX });
  if (items.length === 0) return null;
  return (
    <section className="mt-4 border-line border-t py-10 max-md:mx-5 md:pb-18">
      <h2 className="title-lg">{t("title")}</h2>
      <p className="mt-1 mb-5 text-ink-2">{t("note")}</p>
      <ul className="grid grid-cols-1 gap-6 sm:grid-cols-2 lg:grid-cols-4">
        {items.map((home) => (
          <li key={home.listingId}>
            <HomeCard
              home={home}
              query={{ from: "similar" }}
              // That they are alike stands above them all.
              reason={
                home.because.code === "alike"
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
}
