import type { DatabaseFacts } from "../migrations/database-facts.js";
import { GatheringFailed } from "./gathering-failed.js";
import { createHttpSource } from "./http-source.js";
import type { GatheringLimits } from "./limits.js";
import { gatherMysql } from "./mysql/gather-mysql.js";
import { gatherPostgres } from "./postgres/gather-postgres.js";
import { readFileSource } from "./read-file-source.js";

/** Reads a source; `takenAt`: now. @throws GatheringFailed */
export type Gather = (takenAt: Date) => Promise<DatabaseFacts>;

/** By the URL's scheme. */
const kinds: Readonly<Record<string, (url: string, limits: GatheringLimits) => Gather>> = {
  "file:": (url, limits) => () => readFileSource(url, limits),
  "https:": createHttpSource,
  "http:": createHttpSource,
  "postgres:": (url, limits) => (takenAt) => gatherPostgres(url, takenAt, limits),
  "postgresql:": (url, limits) => (takenAt) => gatherPostgres(url, takenAt, limits),
  "mysql:": (url, limits) => (takenAt) => gatherMysql(url, takenAt, limits),
};

/** Connects to nothing yet. */
export function openSource(url: string, limits: GatheringLimits): Gather {
  const open = kinds[/^[a-z]+:/i.exec(url)?.[0].toLowerCase() ?? ""];
  if (open !== undefined) return open(url, limits);
  return () =>
    Promise.reject(new GatheringFailed("its URL is of no scheme that can be read", { retryable: false }));
}
