import type { ReactNode } from "react";
import { GuestTabs } from "@/app/_ui/shell/guest-tabs";
import { readViewer } from "@/app/_viewer/read-viewer";

/** Guest pages: each brings its own header (`SiteHeader`) and `<main id="main">`; the phone's tab bar is here. */
export default async function GuestLayout({ children }: { children: ReactNode }) {
  const viewer = await readViewer();
  return (
    <>
      {children}
      <GuestTabs unreadCount={viewer?.unreadCount ?? 0} />
    </>
  );
}
