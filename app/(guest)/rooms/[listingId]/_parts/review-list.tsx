"use client";
import { Search } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import type { z } from "zod";
import { useAnswer } from "@/app/_trpc/use-answer";
import { useCall } from "@/app/_trpc/use-call";
import { Avatar } from "@/app/_ui/avatar";
import { Banner } from "@/app/_ui/banner";
import { Button } from "@/app/_ui/button";
import { Select } from "@/app/_ui/select";
import { TextField } from "@/app/_ui/text-field";
import { useRefusalText } from "@/app/_viewer/refusal-text";
import type { listReviewsOutput, ReviewView } from "@/server/modules/reviews/contract";
import type { ListingId } from "@/server/primitives/id";

const SORTS = ["recent", "highest", "lowest"] as const;
type Sort = (typeof SORTS)[number];
type Page = z.output<typeof listReviewsOutput>;
const SHOWN_FIRST = 6;

/** Reviews with search and sort; the first ones come with the page. */
export function ReviewList({ listingId, first }: { listingId: ListingId; first: Page }) {
  const t = useTranslations("listing.reviews");
  const refusalText = useRefusalText();
  const [sort, setSort] = useState<Sort>("recent");
  const [text, setText] = useState("");
  const [opened, setOpened] = useState(false);
  const sought = useDeferredValue(text.trim());
  const asFirst = sort === "recent" && sought === "";
  const question = { listingId, sort, ...(sought ? { text: sought } : {}) };
  const answer = useAnswer(asFirst ? undefined : question, (client, asked) =>
    client.reviews.list.query(asked),
  );
  const start = asFirst ? first : answer.error ? undefined : (answer.data ?? first);
  const rest = useRest(question);
  const pages = start ? [start, ...rest.pages] : [];
  const all = pages.flatMap((page) => page.items);
  const nextCursor = pages.at(-1)?.nextCursor;
  const error = answer.error ?? rest.error;
  const shown = opened || !asFirst ? all : all.slice(0, SHOWN_FIRST);
  const more = () => {
    if (shown.length === all.length && nextCursor) rest.fetch(nextCursor);
    setOpened(true);
  };
  return (
    <div className="mt-8">
      {/* Beside the title where there is room for both. */}
      <div className="mb-6 flex gap-2 lg:absolute lg:end-0 lg:top-9 lg:mb-0">
        <TextField
          label={t("search")}
          labelHidden
          size="small"
          type="search"
          placeholder={t("search")}
          before={<Search size={16} aria-hidden="true" />}
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="min-w-0 flex-1 sm:max-w-56 lg:w-50"
        />
        <Select
          label={t("sort")}
          labelHidden
          size="small"
          options={SORTS.map((one) => ({ value: one, label: t(one) }))}
          value={sort}
          onChange={(event) => setSort(SORTS.find((one) => one === event.target.value) ?? "recent")}
        />
      </div>
      <p role="status" className={sought ? "mb-4 text-ink-2" : "sr-only"}>
        {sought && answer.isCurrent ? t("found", { count: answer.data?.matchCount ?? 0 }) : ""}
      </p>
      {error ? (
        <Banner tone="red" urgent>
          {refusalText(error)}
        </Banner>
      ) : null}
      <ul className={`grid gap-x-12 gap-y-8 md:grid-cols-2 ${answer.isFetching ? "opacity-60" : ""}`}>
        {shown.map((review) => (
          <li key={review.reviewId}>
            <Review review={review} />
          </li>
        ))}
      </ul>
      {shown.length < all.length || nextCursor ? (
        <Button className="mt-7" pending={rest.isPending} onClick={more}>
          {t("more")}
        </Button>
      ) : null}
    </div>
  );
}

type Question = { listingId: ListingId; sort: Sort; text?: string };

/** The pages after the first one, as far as somebody asked for them; another question begins without any. */
function useRest(question: Question) {
  const key = JSON.stringify(question);
  const [rest, setRest] = useState<{ key: string; pages: readonly Page[] }>({ key, pages: [] });
  const pages = rest.key === key ? rest.pages : [];
  const next = useCall((client, cursor: string) => client.reviews.list.query({ ...question, cursor }), {
    onSuccess: (page) => setRest({ key, pages: [...pages, page] }),
  });
  return { pages, fetch: next.send, isPending: next.isPending, error: next.error };
}

function Review({ review }: { review: ReviewView }) {
  const t = useTranslations("listing.reviews");
  const locale = useLocale();
  const month = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" }).format(
    Date.parse(`${review.stayedIn}-01T00:00:00Z`),
  );
  return (
    <article>
      <div className="flex items-center gap-3">
        <Avatar id={review.guestId} name={review.guestName} />
        <div>
          <div className="font-semibold">{review.guestName}</div>
          <span className="text-ink-2">
            {t("nights", { month, count: review.nightCount })} · {t("stars", { count: review.rating })}
          </span>
        </div>
      </div>
      <p className="mt-3 whitespace-pre-line text-base">
        <bdi>{review.text}</bdi>
      </p>
      {review.reply ? (
        <div className="mt-3 border-line border-s-2 ps-4">
          <p className="font-semibold">{t("reply")}</p>
          <p className="text-ink-2">
            <bdi>{review.reply}</bdi>
          </p>
        </div>
      ) : null}
    </article>
  );
}
