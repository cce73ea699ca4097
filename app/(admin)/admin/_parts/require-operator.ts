import { notFound } from "next/navigation";
import type { Viewer } from "@/app/_ui/shell/viewer";
import { requireViewer } from "@/app/_viewer/require-viewer";

/**
 * The operator who is looking. A signed-out person signs in and comes back to `here`; anyone else ends on the
 * segment's `not-found`, which says that the page is for operators. The procedures decide all the same.
 */
export async function requireOperator(here: string): Promise<Viewer> {
  const viewer = await requireViewer(here);
  if (!viewer.isOperator) notFound();
  return viewer;
}
