import { readPerson } from "@/server/modules/accounts/store";
import type { DbOrTx } from "@/server/platform/db";
import type { PersonId } from "@/server/primitives/id";

/** How a person is written to. */
export interface Contact {
  readonly personId: PersonId;
  readonly name: string;
  readonly email: string;
  readonly locale: string;
  /** Mail to the address bounced or was complained about: it is not sent to again. */
  readonly isEmailSuppressed: boolean;
}

/** For consumers, which have nobody behind them. One statement by key. */
export async function readContact(db: DbOrTx, personId: PersonId): Promise<Contact | undefined> {
  const person = await readPerson(db, personId);
  if (!person) return undefined;
  const { name, email, locale, emailSuppressedAt } = person;
  return { personId, name, email, locale, isEmailSuppressed: emailSuppressedAt !== null };
}
