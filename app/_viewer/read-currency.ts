import { cookies } from "next/headers";
import { currencyCookie } from "@/app/_i18n/locales";

const fallbackCurrency = "USD";

/** The currency somebody wants to see prices in: a wish kept in a cookie. What is charged is the quote's. */
export async function readCurrency(): Promise<string> {
  const wish = (await cookies()).get(currencyCookie)?.value;
  return wish && /^[A-Z]{3}$/.test(wish) ? wish : fallbackCurrency;
}
