import type { ReactNode } from "react";
import { AdminSidebar } from "@/app/_ui/shell/admin-sidebar";
import { readViewer } from "@/app/_viewer/read-viewer";

/** The operator's frame: side bar and page. Pages begin with `AdminBar` and bring `<main id="main">`. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const viewer = await readViewer();
  return (
    <div className="grid min-h-dvh grid-cols-1 lg:grid-cols-[216px_minmax(0,1fr)]">
      <AdminSidebar viewer={viewer} market="Albany" />
      <div className="min-w-0">{children}</div>
    </div>
  );
}
