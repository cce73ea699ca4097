import { cache } from "react";
import type { Viewer } from "@/app/_ui/shell/viewer";

/** Who is looking, once per request. Undefined means: signed out. */
export const readViewer = cache(async (): Promise<Viewer | undefined> => undefined);
