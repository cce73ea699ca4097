import type { z } from "zod";
import type { editProfileInput, Me } from "@/server/modules/accounts/contract";
import { readMe } from "@/server/modules/accounts/read-me";
import { saveProfile } from "@/server/modules/accounts/store";
import type { GuestCtx } from "@/server/platform/context";

/** Changes what others read of the person who asks. One write; repeating it changes nothing. */
export async function editProfile(
  ctx: GuestCtx,
  input: z.output<typeof editProfileInput>,
): Promise<{ me: Me | null }> {
  await saveProfile(ctx.db, ctx.actor.personId, { ...input, at: ctx.now });
  return readMe(ctx);
}
