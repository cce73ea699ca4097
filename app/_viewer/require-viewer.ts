import { redirect } from "next/navigation";
import { routes } from "@/app/_routes";
import type { Viewer } from "@/app/_ui/shell/viewer";
import { readViewer } from "./read-viewer";

/**
 * Who is looking, or the way to sign in and back to `here`. It only spares a signed-out person an error page: what
 * somebody may see is decided by the procedures.
 */
export async function requireViewer(here: string): Promise<Viewer> {
  const viewer = await readViewer();
  if (!viewer) redirect(routes.signIn({ next: here }));
  return viewer;
}
