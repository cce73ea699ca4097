import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { routes, withQuery } from "@/app/_routes";
import { EmptyState } from "@/app/_ui/empty-state";
import { formatInstant } from "@/app/_ui/format/dates";
import { Tabs } from "@/app/_ui/tabs";
import {
  type CaughtLetter,
  type CaughtMail,
  listCaughtMail,
  readCaughtMail,
} from "@/server/gateway/stand-in-desk";

type Props = { searchParams: Promise<{ id?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("dev.mailbox");
  return { title: t("title") };
}

/** Every letter that was sent, as it looks and as plain text. */
export default async function MailboxPage({ searchParams }: Props) {
  const t = await getTranslations("dev.mailbox");
  const mail = await listCaughtMail();
  const { id } = await searchParams;
  const wanted = Number(id ?? mail[0]?.id);
  const letter = Number.isSafeInteger(wanted) ? await readCaughtMail(wanted) : undefined;
  return (
    <main id="main" className="px-5 py-8 md:px-8">
      <h1 className="title-xl">{t("title")}</h1>
      <p className="mt-1 text-ink-2">{t("lead")}</p>
      {mail.length === 0 ? (
        <div className="mt-10">
          <EmptyState title={t("empty")}>{t("emptyText")}</EmptyState>
        </div>
      ) : (
        <div className="mt-6 grid grid-cols-1 gap-6 lg:grid-cols-[360px_minmax(0,1fr)]">
          <MailList mail={mail} openId={letter?.id} />
          {letter ? <Letter letter={letter} /> : <p className="text-ink-2">{t("choose")}</p>}
        </div>
      )}
    </main>
  );
}

async function MailList({ mail, openId }: { mail: readonly CaughtMail[]; openId: number | undefined }) {
  const t = await getTranslations("dev.mailbox");
  const locale = await getLocale();
  return (
    <ul className="panel max-h-[75dvh] divide-y divide-line overflow-y-auto">
      {mail.map((one) => (
        <li key={one.id}>
          <Link
            href={withQuery(routes.dev.mailbox(), { id: one.id })}
            aria-current={one.id === openId ? "true" : undefined}
            className="block p-4 hovered:bg-hover aria-[current]:bg-moss-tint"
          >
            <span className="block truncate font-semibold">{one.subject}</span>
            <span className="block truncate text-ink-2">{t("to", { address: one.to.join(", ") })}</span>
            <time dateTime={one.receivedAt} className="text-ink-3 text-xs">
              {formatInstant(one.receivedAt, locale, "UTC")}
            </time>
          </Link>
        </li>
      ))}
    </ul>
  );
}

async function Letter({ letter }: { letter: CaughtLetter }) {
  const t = await getTranslations("dev.mailbox");
  return (
    <article className="panel p-5">
      <h2 className="title-lg">{letter.subject}</h2>
      <p className="text-ink-2">
        {letter.from} · {t("to", { address: letter.to.join(", ") })}
      </p>
      <div className="mt-3">
        <Tabs
          label={letter.subject}
          tabs={[
            // The frame may run no script and reach no page of ours: a letter is somebody's text.
            {
              id: "html",
              label: t("html"),
              content: (
                <iframe
                  title={letter.subject}
                  sandbox="allow-popups"
                  srcDoc={letter.html}
                  className="h-[62dvh] w-full rounded-control border border-line"
                />
              ),
            },
            {
              id: "text",
              label: t("text"),
              content: <pre className="whitespace-pre-wrap text-ink-2 text-xs">{letter.text}</pre>,
            },
          ]}
        />
      </div>
    </article>
  );
}
