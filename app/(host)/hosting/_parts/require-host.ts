import { redirect } from "next/navigation";
import { routes } from "@/app/_routes";
import type { Viewer } from "@/app/_ui/shell/viewer";
import { requireViewer } from "@/app/_viewer/require-viewer";

/** The host who is looking; whoever has no home yet is led to the page that begins one. */
export async function requireHost(here: string): Promise<Viewer> {
  const viewer = await requireViewer(here);
  if (!viewer.isHost) redirect(routes.hostYourPlace());
  return viewer;
}
