import type { ReactNode } from "react";
import { HostHeader, HostTabs } from "@/app/_ui/shell/host-header";
import { readViewer } from "@/app/_viewer/read-viewer";

/** The host's frame. Pages bring `<main id="main">`; who may see what is decided where the data is read. */
export default async function HostingLayout({ children }: { children: ReactNode }) {
  const viewer = await readViewer();
  return (
    <>
      <HostHeader viewer={viewer} />
      {children}
      <HostTabs />
    </>
  );
}
