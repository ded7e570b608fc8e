import type { DatabaseFacts } from "./database-facts.js";
import type { Engine } from "./engine.js";
import type { ReadMigration } from "./read-migration.js";

/** What a statement was seen to do to one table of production. */
export interface SeenTable {
  /** As it is called when the statement runs. */
  readonly table: string;
  /** As it is called in production, where its size is known. */
  readonly sizeName: string;
  readonly cost: "instant" | "scan" | "index" | "rewrite";
  readonly indexesBuilt: number;
  /** The strongest lock that the statement took on it; null: none, or it could not be seen. */
  readonly lock: string | null;
  /** Whether all of the copied table is as in production: only then can the rules be taken as too careful. */
  readonly isWhole: boolean;
}

export type Outcome =
  | { readonly kind: "seen"; readonly tables: readonly SeenTable[] }
  /** It fails, and would in production: what the server said. */
  | { readonly kind: "fails"; readonly message: string }
  /** It could not be tried out here. */
  | { readonly kind: "not-rehearsed"; readonly reason: string };

/** By the statement's number in its migration ({@link Operation.statement}); data changes are not among them. */
export type Outcomes = ReadonlyMap<number, Outcome>;

export interface Rehearsal {
  /** For people: "PostgreSQL 18". */
  readonly server: string;
  /** Whether the server is of production's version: else what is seen may confirm the rules, or make them worse. */
  readonly isSameVersion: boolean;
  /** One for each migration that was given, in order. */
  readonly outcomes: readonly Outcomes[];
  /** What the copy of the schema tells beyond production's statistics; null: nothing. */
  readonly facts: DatabaseFacts | null;
}

export interface RehearsalRequest {
  readonly engine: Engine;
  readonly facts: DatabaseFacts | null;
  /** A dump of production's schema, as SQL; null: there is none. */
  readonly schema: string | null;
  readonly migrations: readonly ReadMigration[];
}

/** Why nothing was rehearsed, for people: one sentence without a final stop. */
export interface NoRehearsal {
  readonly reason: string;
}

/** Runs migrations on an empty copy of production's schema and looks. Null: there is nothing to rehearse, or nowhere. */
export type Rehearse = (request: RehearsalRequest) => Promise<Rehearsal | NoRehearsal | null>;
