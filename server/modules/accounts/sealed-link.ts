/**
 * Links that open an account travel through the event log sealed, so that reading the log, a backup or a consumer's dead
 * events opens nothing.
 */
import { openSealedText, sealText } from "@/server/platform/sealed-text";

const PURPOSE = "roost sealed link v1";

export function sealLink(url: string, authSecret: string): Promise<string> {
  return sealText(url, { authSecret, purpose: PURPOSE });
}

/** The link, or undefined when it was sealed with another secret or changed since. */
export function openSealedLink(sealedUrl: string, authSecret: string): Promise<string | undefined> {
  return openSealedText(sealedUrl, { authSecret, purpose: PURPOSE });
}
