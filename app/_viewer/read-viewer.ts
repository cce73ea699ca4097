import { cache } from "react";
import { serverCaller } from "@/app/_trpc/server";
import type { Viewer } from "@/app/_ui/shell/viewer";

/** Who is looking, once per request. Undefined means: signed out. */
export const readViewer = cache(async (): Promise<Viewer | undefined> => {
  const { me } = await (await serverCaller()).accounts.me();
  if (!me) return undefined;
  return {
    id: me.personId,
    firstName: me.name.trim().split(/\s+/)[0] || me.email,
    isHost: me.isHost,
    isOperator: me.isOperator,
  };
});
