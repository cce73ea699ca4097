import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { loadMessages } from "@/app/_messages";
import { isLocale, localeCookie, pickLocale } from "./locales";

/** The language of a request: what the person chose, else what the browser asks for. No language in the URL. */
export default getRequestConfig(async () => {
  const chosen = (await cookies()).get(localeCookie)?.value;
  const locale = isLocale(chosen) ? chosen : pickLocale((await headers()).get("accept-language"));
  return {
    locale,
    messages: await loadMessages(locale),
    // Screens show instants in a listing's own zone and name it; this is only the zone of what names none.
    timeZone: "UTC",
  };
});
