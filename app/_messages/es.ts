import common from "./es/common.json";
import emails from "./es/emails.json";
import errors from "./es/errors.json";
import ui from "./es/ui.json";

/** What is translated so far; the rest falls back to English. */
export const es = { common, emails, errors, ui };
