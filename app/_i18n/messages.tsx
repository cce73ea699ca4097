import { type AbstractIntlMessages, NextIntlClientProvider } from "next-intl";
import { getLocale, getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import type { Namespace } from "@/app/_messages";
import { compileNamespace } from "./compile-messages";

/** Namespaces that the frame's own islands read; every page sends these to the browser and no more. */
const frameNamespaces: readonly Namespace[] = ["ui"];

/**
 * Hands catalogues to the client islands inside it: the named ones and the frame's own, compiled for the browser's
 * formatter. Server components need none of this; they read with `getTranslations`.
 */
export async function Messages({ of = [], children }: { of?: readonly Namespace[]; children: ReactNode }) {
  const locale = await getLocale();
  const all = await getMessages();
  const wanted = [...new Set([...frameNamespaces, ...of])];
  const messages = Object.fromEntries(
    wanted.map((name) => [name, compileNamespace(locale, name, all[name])]),
  );
  // Compiled messages are lists where the library's type expects sentences; the formatter reads both.
  return (
    <NextIntlClientProvider messages={messages as AbstractIntlMessages}>{children}</NextIntlClientProvider>
  );
}
