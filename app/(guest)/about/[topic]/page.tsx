import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import about from "@/app/_messages/en/about.json";
import { routes } from "@/app/_routes";
import { Breadcrumbs } from "@/app/_ui/breadcrumbs";
import { SiteFooter } from "@/app/_viewer/site-footer";
import { SiteHeader } from "@/app/_viewer/site-header";

type Topic = keyof typeof about;
type Section = { title: string; paragraphs: string[] };
type Props = { params: Promise<{ topic: string }> };

const topics = Object.keys(about) as Topic[];

function isTopic(value: string): value is Topic {
  return Object.hasOwn(about, value);
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { topic } = await params;
  if (!isTopic(topic)) return {};
  const t = await getTranslations("about");
  return { title: t(`${topic}.title`), description: t(`${topic}.lead`) };
}

/** The help inside the product: one page a topic, from the catalogue. */
export default async function AboutPage({ params }: Props) {
  const { topic } = await params;
  if (!isTopic(topic)) notFound();
  const t = await getTranslations("about");
  const ui = await getTranslations("common");
  // The catalogue's own shape: every topic has sections of a title and paragraphs.
  const sections = t.raw(`${topic}.sections`) as Section[];
  return (
    <>
      <SiteHeader onPhone />
      <main
        id="main"
        className="wrap grid grid-cols-1 gap-12 py-8 md:py-12 lg:grid-cols-[240px_minmax(0,680px)] lg:gap-20"
      >
        <nav aria-label={ui("header.help")} className="order-last lg:order-first">
          <ul className="grid gap-1">
            {topics.map((other) => (
              <li key={other}>
                <Link
                  href={`/about/${other}`}
                  aria-current={other === topic ? "page" : undefined}
                  className="flex min-h-11 items-center rounded-control px-3 font-medium text-ink-2 hovered:bg-hover aria-[current=page]:bg-sunk-2 aria-[current=page]:text-ink"
                >
                  {t(`${other}.title`)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <article>
          {topic === "help" ? null : (
            <Breadcrumbs
              steps={[{ label: t("help.title"), href: routes.about.help() }, { label: t(`${topic}.title`) }]}
            />
          )}
          <h1 className="title-xl mt-3">{t(`${topic}.title`)}</h1>
          <p className="mt-3 text-base text-ink-2">{t(`${topic}.lead`)}</p>
          {sections.map((section) => (
            <section key={section.title} className="mt-8 border-line border-t pt-6">
              <h2 className="title-lg">{section.title}</h2>
              {section.paragraphs.map((paragraph) => (
                <p key={paragraph} className="mt-3 text-base">
                  {paragraph}
                </p>
              ))}
            </section>
          ))}
        </article>
      </main>
      <SiteFooter />
    </>
  );
}
