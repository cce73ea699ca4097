import common from "./ar/common.json";
import emails from "./ar/emails.json";
import errors from "./ar/errors.json";
import listing from "./ar/listing.json";
import search from "./ar/search.json";
import ui from "./ar/ui.json";

/** What is translated so far; the rest falls back to English. */
export const ar = { common, emails, errors, listing, search, ui };
