import { GuestHeader, type GuestHeaderProps } from "@/app/_ui/shell/guest-header";
import { readCurrency } from "./read-currency";
import { readViewer } from "./read-viewer";

/** The guest's header with the person who is looking. Each guest page places it above its `<main id="main">`. */
export async function SiteHeader(props: Omit<GuestHeaderProps, "viewer" | "currency">) {
  return <GuestHeader {...props} viewer={await readViewer()} currency={await readCurrency()} />;
}
