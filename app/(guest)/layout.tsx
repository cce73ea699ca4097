import type { ReactNode } from "react";
import { GuestTabs } from "@/app/_ui/shell/guest-tabs";

/** Guest pages: each brings its own header (`SiteHeader`) and `<main id="main">`; the phone's tab bar is here. */
export default function GuestLayout({ children }: { children: ReactNode }) {
  return (
    <>
      {children}
      <GuestTabs />
    </>
  );
}
