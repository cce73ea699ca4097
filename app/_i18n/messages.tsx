import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import type { Namespace } from "@/app/_messages";

/** Namespaces that the frame's own islands read; every page sends these to the browser and no more. */
const frameNamespaces: readonly Namespace[] = ["ui"];

/**
 * Hands catalogues to the client islands inside it: the named ones and the frame's own.
 * Server components need none of this; they read with `getTranslations`.
 */
export async function Messages({ of = [], children }: { of?: readonly Namespace[]; children: ReactNode }) {
  const all = await getMessages();
  const wanted = new Set<string>([...frameNamespaces, ...of]);
  const messages = Object.fromEntries(Object.entries(all).filter(([namespace]) => wanted.has(namespace)));
  return <NextIntlClientProvider messages={messages}>{children}</NextIntlClientProvider>;
}
