import type { Clock } from "../deploys/ports/clock.js";
import { fullName, type Repository } from "../deploys/ports/repository.js";
import type { TableStatistics } from "../deploys/ports/table-statistics.js";
import { SourceUnavailable } from "../deploys/ports/unavailable.js";
import type { DatabaseFacts } from "../migrations/database-facts.js";
import { rowCounter } from "./count-rows.js";
import { freshMs } from "./fresh.js";
import { GatheringFailed } from "./gathering-failed.js";
import { defaultLimits, type GatheringLimits } from "./limits.js";
import { openSource } from "./open-source.js";
import { rememberedCounts } from "./remembered-counts.js";

/** As the settings name it. */
export interface RowCountSource {
  /** Lower case, with hyphens: "eu-primary". */
  readonly name: string;
  /** postgres://, mysql://, file: or https://; may hold a password. */
  readonly url: string;
  /** "owner/name" or "owner/*", in any case: the repositories whose policies may use it; null: all. */
  readonly repositories: readonly string[] | null;
}

export interface TableStatisticsOptions {
  readonly sources: readonly RowCountSource[];
  readonly clock: Clock;
  readonly limits?: Partial<GatheringLimits>;
}

/** Asks each source at most once at a time, and again after five minutes. What failed is asked again at once. */
export function createTableStatistics(options: TableStatisticsOptions): TableStatistics {
  const limits = { ...defaultLimits, ...options.limits };
  const sources = new Map(
    options.sources.map((source) => [
      source.name,
      {
        ...source,
        gather: cached(openSource(source.url, limits), options.clock),
        count: rememberedCounts(rowCounter(source.url, limits), options.clock),
      },
    ]),
  );
  const sourceFor = (name: string, repository: Pick<Repository, "owner" | "name">) => {
    const source = sources.get(name.toLowerCase().replaceAll("_", "-"));
    if (source === undefined) throw notConfigured(name);
    if (!mayUse(source, repository)) throw notAllowed(source.name, repository);
    return source;
  };
  return {
    // Async, so that what sourceFor throws is a rejection.
    async count(name, repository, tables, seconds) {
      return sourceFor(name, repository).count(tables, seconds);
    },
    async read(name, repository) {
      const source = sourceFor(name, repository);
      try {
        return await source.gather();
      } catch (error) {
        if (!(error instanceof GatheringFailed)) throw error;
        throw new SourceUnavailable(`Cannot read the row counts of ${source.name}: ${error.message}`, {
          kind: "row-counts-unavailable",
          retryable: error.retryable,
          cause: error,
        });
      }
    },
  };
}

function cached(
  gather: (takenAt: Date) => Promise<DatabaseFacts>,
  clock: Clock,
): () => Promise<DatabaseFacts> {
  let last: { readonly at: number; readonly facts: DatabaseFacts } | null = null;
  let running: Promise<DatabaseFacts> | null = null;
  return () => {
    const now = clock.now();
    const age = last === null ? Infinity : now.getTime() - last.at;
    if (last !== null && age >= 0 && age < freshMs) return Promise.resolve(last.facts);
    running ??= gather(now)
      .then((facts) => {
        last = { at: now.getTime(), facts };
        return facts;
      })
      .finally(() => (running = null));
    return running;
  };
}

function mayUse({ repositories }: RowCountSource, repository: Pick<Repository, "owner" | "name">): boolean {
  if (repositories === null) return true;
  const names = [fullName(repository), `${repository.owner}/*`].map((name) => name.toLowerCase());
  return repositories.some((allowed) => names.includes(allowed.toLowerCase()));
}

function notConfigured(name: string): SourceUnavailable {
  return new SourceUnavailable(`Row counts ${name} are not configured: ${variable(name, "URL")} is not set`, {
    kind: "row-counts-not-configured",
    retryable: false,
  });
}

function notAllowed(name: string, repository: Pick<Repository, "owner" | "name">): SourceUnavailable {
  const message = `Row counts ${name} are not for ${fullName(repository)}: ${variable(name, "REPOSITORIES")} does not name it`;
  return new SourceUnavailable(message, { kind: "row-counts-not-allowed", retryable: false });
}

function variable(name: string, part: "URL" | "REPOSITORIES"): string {
  return `ROW_COUNTS_${name.toUpperCase().replaceAll("-", "_")}_${part}`;
}
