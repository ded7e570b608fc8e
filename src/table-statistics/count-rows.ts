import type { CountedRows } from "../deploys/ports/table-statistics.js";
import type { GatheringLimits } from "./limits.js";
import { countMysql } from "./mysql/count-mysql.js";
import { countPostgres } from "./postgres/count-postgres.js";

/** Counts the rows of tables, as the gathered facts spell them. @throws GatheringFailed */
export type CountRows = (tables: readonly string[], seconds: number) => Promise<CountedRows>;

type Count = (
  url: string,
  tables: readonly string[],
  seconds: number,
  limits: GatheringLimits,
) => Promise<CountedRows>;

const kinds: Readonly<Record<string, Count>> = {
  "postgres:": countPostgres,
  "postgresql:": countPostgres,
  "mysql:": countMysql,
};

/** Null where there is no server to ask: a file says what it says. */
export function rowCounter(url: string, limits: GatheringLimits): CountRows | null {
  const count = kinds[/^[a-z]+:/i.exec(url)?.[0].toLowerCase() ?? ""];
  return count === undefined ? null : (tables, seconds) => count(url, tables, seconds, limits);
}
