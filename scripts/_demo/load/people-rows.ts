import type { PersonId } from "@/server/primitives/id";
import { fromDayNumber } from "@/server/primitives/local-date";
import { instantAt } from "@/server/primitives/zoned";
import type { DemoGuest, DemoHost } from "../market/types";
import type { Frame } from "./frames";
import type { DemoIds } from "./ids";
import type { Sinks } from "./sinks";

const MORNING_MINUTES = 540;

/** People who can sign in, printed when the market is made. */
export const DEMO_PASSWORD = "roost-demo";
export const DEMO_PEOPLE = {
  guest: { email: "guest@roost.example", name: "Nadia" },
  host: { email: "host@roost.example", name: "Halina" },
  operator: { email: "operator@roost.example", name: "Ines" },
} as const;

export class PeopleRows {
  readonly #guests = new Map<number, PersonId>();

  constructor(
    private readonly sinks: Sinks,
    private readonly ids: DemoIds,
    private readonly frame: Frame,
  ) {}

  #at(day: number): Date {
    return instantAt(fromDayNumber(day), MORNING_MINUTES, this.frame.timeZone);
  }

  addHost(host: DemoHost): PersonId {
    const at = this.#at(host.sinceDay);
    const personId = this.ids.of("person", at.getTime(), "host", host.host);
    this.#addPerson(personId, host.name, `host-${host.host + 1}@people.roost.example`, host.about, "en", at);
    this.#addHostRow(personId, host, at);
    return personId;
  }

  /** The guest's id; the first time, with the guest's row. */
  guestId(guest: number, draw: () => DemoGuest): PersonId {
    const known = this.#guests.get(guest);
    if (known) return known;
    const drawn = draw();
    const at = this.#at(drawn.joinedDay);
    const personId = this.ids.of("person", at.getTime(), "guest", guest);
    this.#guests.set(guest, personId);
    this.#addPerson(personId, drawn.name, `guest-${guest + 1}@people.roost.example`, null, drawn.locale, at);
    return personId;
  }

  guestIds(): ReadonlyMap<number, PersonId> {
    return this.#guests;
  }

  /** Somebody who can sign in with the demo's password. */
  addSignIn(
    role: keyof typeof DEMO_PEOPLE,
    passwordHash: string,
    sinceDay: number,
    about: string | null,
  ): PersonId {
    const { email, name } = DEMO_PEOPLE[role];
    const at = this.#at(sinceDay);
    const personId = this.ids.of("person", at.getTime(), "demo", role);
    this.#addPerson(personId, name, email, about, "en", at);
    this.sinks.credentials.add({
      id: this.ids.of("session", at.getTime(), "credential", role),
      accountId: personId,
      providerId: "credential",
      userId: personId,
      password: passwordHash,
      createdAt: at,
      updatedAt: at,
    });
    return personId;
  }

  grantOperator(personId: PersonId, day: number): void {
    this.sinks.operatorGrants.add({
      personId,
      grantedAt: this.#at(day),
      grantedBy: "command",
      revokedAt: null,
    });
  }

  addHostRow(personId: PersonId, host: DemoHost): void {
    this.#addHostRow(personId, host, this.#at(host.sinceDay));
  }

  bindGuest(guest: number, personId: PersonId): void {
    this.#guests.set(guest, personId);
  }

  #addHostRow(personId: PersonId, host: DemoHost, hostSince: Date): void {
    const { superhost, responseRateBps, responseMinutesMedian, languages } = host;
    this.sinks.hosts.add({
      personId,
      hostSince,
      superhost,
      responseRateBps,
      responseMinutesMedian,
      languages,
    });
  }

  #addPerson(
    id: PersonId,
    name: string,
    email: string,
    about: string | null,
    locale: string,
    at: Date,
  ): void {
    this.sinks.people.add({
      id,
      name,
      email,
      emailVerified: true,
      image: null,
      locale,
      about,
      emailSuppressedAt: null,
      suspendedAt: null,
      createdAt: at,
      updatedAt: at,
    });
  }
}
