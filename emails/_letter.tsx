import type { ReactNode } from "react";
import { Body, Container, Head, Heading, Html, Img, Link, Preview, Section, Text } from "react-email";
import { directionOf } from "@/app/_i18n/locales";
import { routes } from "@/app/_routes";
import { FONT, LIGHT, STYLE_SHEET } from "./_theme";
import type { Words } from "./_words";

export type LetterProps = {
  words: Words;
  appUrl: string;
  /** What a mail program shows beside the subject. */
  preview: string;
  title: string;
  /** Whom the letter is for, which says why they get it. */
  reader: "guest" | "host" | "account";
  code?: string;
  children: ReactNode;
};

/** The frame of every letter: the mark, one card, and who sends it and why. */
export function Letter({ words, appUrl, preview, title, reader, code, children }: LetterProps) {
  const { t, locale } = words;
  const dir = directionOf(locale);
  return (
    <Html lang={locale} dir={dir}>
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{STYLE_SHEET}</style>
      </Head>
      <Preview>{preview}</Preview>
      <Body
        lang={locale}
        dir={dir}
        className="paper"
        style={{ margin: 0, backgroundColor: LIGHT.paper, fontFamily: FONT }}
      >
        <Section className="paper" style={{ backgroundColor: LIGHT.paper, padding: "28px 12px 36px" }}>
          <Container style={{ maxWidth: "560px", width: "100%", margin: "0 auto" }}>
            <Masthead appUrl={appUrl} home={t("frame.home")} />
            <Section
              className="surface"
              style={{
                backgroundColor: LIGHT.surface,
                border: `1px solid ${LIGHT.line}`,
                borderRadius: "18px",
                padding: "32px",
              }}
            >
              {code ? (
                <Text className="clay-ink" style={{ ...small, margin: "0 0 8px", color: LIGHT["clay-ink"] }}>
                  {t("frame.code", { code })}
                </Text>
              ) : null}
              <Heading as="h1" className="ink" style={heading}>
                {title}
              </Heading>
              {children}
            </Section>
            <Text className="ink-3" style={{ ...small, margin: "20px 8px 0", color: LIGHT["ink-3"] }}>
              {t(`frame.${reader}`)}
            </Text>
            <Text className="ink-3" style={{ ...small, margin: "4px 8px 0", color: LIGHT["ink-3"] }}>
              <Link href={appUrl} className="ink-3" style={{ color: LIGHT["ink-3"] }}>
                {t("frame.home")}
              </Link>
              {" · "}
              <Link href={appUrl + routes.about.help()} className="ink-3" style={{ color: LIGHT["ink-3"] }}>
                {t("frame.help")}
              </Link>
            </Text>
          </Container>
        </Section>
      </Body>
    </Html>
  );
}

function Masthead({ appUrl, home }: { appUrl: string; home: string }) {
  return (
    <Section style={{ padding: "0 8px 20px" }}>
      <Link href={appUrl} className="ink" style={wordmark} title={home}>
        <Img
          src={`${appUrl}/email/mark.png`}
          width="28"
          height="29"
          alt=""
          style={{ display: "inline-block", verticalAlign: "-6px", marginInlineEnd: "9px" }}
        />
        Roost
      </Link>
    </Section>
  );
}

const small = { fontSize: "13px", lineHeight: "19px" } as const;
const heading = {
  margin: "0 0 12px",
  color: LIGHT.ink,
  fontSize: "26px",
  lineHeight: "32px",
  fontWeight: 700,
  letterSpacing: "-0.02em",
} as const;
const wordmark = {
  color: LIGHT.ink,
  fontSize: "22px",
  lineHeight: "29px",
  fontWeight: 700,
  letterSpacing: "-0.045em",
  textDecoration: "none",
} as const;
