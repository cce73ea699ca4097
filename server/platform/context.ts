/** What a use case is given: the database, the time, the ports, and who asks. */
import type { Db } from "@/server/platform/db";
import type { Log } from "@/server/platform/log";
import type { Ports } from "@/server/platform/ports";
import type { ClientKind } from "@/server/primitives/client-kind";
import type { PersonId } from "@/server/primitives/id";

export interface Actor {
  readonly personId: PersonId;
  readonly isHost: boolean;
  readonly isOperator: boolean;
  readonly emailVerified: boolean;
  readonly sessionId: string;
  /** When this session signed in; some changes ask for a fresh one. */
  readonly signedInAt: Date;
}

export interface MarketConfig {
  readonly appUrl: string;
  readonly quoteSecret: string;
  /** Keys what accounts seal and sign: links in letters, two-factor secrets. */
  readonly authSecret: string;
  readonly mapStyleUrl: string | undefined;
  /** Where public blobs are read, without a trailing slash; photos' addresses are composed when shown. */
  readonly blobPublicBase: string;
  /** True when a stand-in serves; the /dev pages exist only then. */
  readonly standIns: ReadonlySet<string>;
}

/** Everything the public catalogue needs; runs on Node and on the edge runtime alike. */
export interface CatalogueCtx {
  readonly db: Db;
  /** Where the analytics store is when it has a database of its own; read it with `analyticsDbOf`. */
  readonly analyticsDb?: Db | undefined;
  readonly now: Date;
  readonly log: Log;
  readonly requestId: string;
  readonly config: MarketConfig;
  /** Random id of the browser or app, for interactions before sign-in. */
  readonly visitorId: string | undefined;
  /** What the request came from; absent where nobody asks over HTTP. */
  readonly client?: ClientKind | undefined;
  readonly actor: Actor | undefined;
}

/** Anyone, signed in or not. */
export interface PublicCtx extends CatalogueCtx {
  readonly ports: Ports;
  /** Trace id carried into events. */
  readonly trace: string;
}

/** Somebody signed in. Guests, hosts and operators are guests too. */
export interface GuestCtx extends PublicCtx {
  readonly actor: Actor;
}

/** A host: somebody who has listed a home. `actor.personId` is the host's id. */
export interface HostCtx extends GuestCtx {
  readonly actor: Actor & { readonly isHost: true };
}

export interface OperatorCtx extends GuestCtx {
  readonly actor: Actor & { readonly isOperator: true };
}

/** Consumers, crons and commands: no person behind them. */
export type SystemCtx = Pick<
  PublicCtx,
  "db" | "analyticsDb" | "now" | "log" | "requestId" | "config" | "ports" | "trace"
>;

/** The database of the analytics store: its own, or the market's. */
export function analyticsDbOf(ctx: Pick<CatalogueCtx, "db" | "analyticsDb">): Db {
  return ctx.analyticsDb ?? ctx.db;
}
