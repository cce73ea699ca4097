import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Messages } from "@/app/_i18n/messages";
import { serverCaller } from "@/app/_trpc/server";
import { AdminSidebar } from "@/app/_ui/shell/admin-sidebar";
import { readViewer } from "@/app/_viewer/read-viewer";
import { RowKeys } from "./_parts/row-keys";

/** The operator's frame: side bar and page. Whoever has no grant gets the page alone, which says so. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const viewer = await readViewer();
  if (!viewer?.isOperator) return children;
  const t = await getTranslations("admin");
  const { events } = await (await serverCaller()).admin.listDeadEvents({ status: "dead" });
  return (
    <Messages of={["admin", "errors"]}>
      <div className="grid min-h-dvh grid-cols-1 max-lg:grid-rows-[auto_1fr] lg:grid-cols-[216px_minmax(0,1fr)]">
        <AdminSidebar
          viewer={viewer}
          market={t("market")}
          waiting={{ events: { count: events.length, tone: "red" } }}
        />
        <RowKeys>{children}</RowKeys>
      </div>
    </Messages>
  );
}
