import type { Me } from "@/server/modules/accounts/contract";
import { readPerson } from "@/server/modules/accounts/store";
import type { CatalogueCtx } from "@/server/platform/context";

/** Who is signed in, as they see themselves; null when nobody is. One read. */
export async function readMe(ctx: CatalogueCtx): Promise<{ me: Me | null }> {
  const { actor } = ctx;
  if (!actor) return { me: null };
  const person = await readPerson(ctx.db, actor.personId);
  if (!person) return { me: null };
  return {
    me: {
      personId: person.id,
      name: person.name,
      email: person.email,
      emailVerified: person.emailVerified,
      about: person.about,
      locale: person.locale,
      isHost: actor.isHost,
      isOperator: actor.isOperator,
      memberSince: person.createdAt,
    },
  };
}
