import about from "./en/about.json";
import account from "./en/account.json";
import admin from "./en/admin.json";
import auth from "./en/auth.json";
import checkout from "./en/checkout.json";
import common from "./en/common.json";
import dev from "./en/dev.json";
import emails from "./en/emails.json";
import errors from "./en/errors.json";
import figures from "./en/figures.json";
import home from "./en/home.json";
import hosting from "./en/hosting.json";
import listing from "./en/listing.json";
import quote from "./en/quote.json";
import recommendations from "./en/recommendations.json";
import search from "./en/search.json";
import trips from "./en/trips.json";
import ui from "./en/ui.json";
import wishlists from "./en/wishlists.json";

/** The English catalogue: one file per namespace. It is also the type that every other language is held to. */
export const en = {
  about,
  account,
  admin,
  auth,
  checkout,
  common,
  dev,
  emails,
  errors,
  figures,
  home,
  hosting,
  listing,
  wishlists,
  quote,
  recommendations,
  search,
  trips,
  ui,
};
