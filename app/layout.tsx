import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { directionOf, themeCookie } from "@/app/_i18n/locales";
import { Messages } from "@/app/_i18n/messages";
import { arabic, bricolage, inter, interExt } from "@/app/_ui/fonts";
import { SkipLink } from "@/app/_ui/skip-link";
import { readTheme } from "@/app/_ui/theme";
import { ToastRegion } from "@/app/_ui/toast-region";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common");
  return {
    title: { default: t("brand.title"), template: `%s · ${t("brand.name")}` },
    description: t("brand.description"),
    applicationName: t("brand.name"),
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  colorScheme: "light dark",
};

/**
 * The document. Language and theme come from cookies, so that the first byte already has the right ones
 * and nothing flashes; that, and the nonce of the script policy, make every page render per request.
 */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await getLocale();
  const theme = readTheme((await cookies()).get(themeCookie)?.value);
  const faces = `${inter.variable} ${interExt.variable} ${bricolage.variable} ${arabic.variable}`;
  return (
    <html
      lang={locale}
      dir={directionOf(locale)}
      className={faces}
      {...(theme === "system" ? {} : { "data-theme": theme })}
    >
      <body>
        <Messages>
          <SkipLink />
          {children}
          <ToastRegion />
        </Messages>
      </body>
    </html>
  );
}
