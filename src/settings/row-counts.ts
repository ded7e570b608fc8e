import { urlOf } from "./formats.js";
import type { SettingsMistake } from "./invalid-settings.js";
import { collectNamedSources, isPlainHttp, type NamedSource, type SourceKind } from "./named-sources.js";
import type { Environment } from "./read-variables.js";

/**
 * A source of table statistics, by the name that policies give: `row-counts: primary`. The URL is postgres://,
 * mysql://, file: or https://.
 */
export type RowCountsSettings = NamedSource;

const kind: SourceKind = {
  prefix: "ROW_COUNTS",
  url: urlOf("postgres:", "postgresql:", "mysql:", "file:", "https:", "http:")
    .refine((value) => !isPlainHttp(value), "is plain http, which is for this machine only: write https://")
    .refine((value) => !lacksDatabase(value), "names no database after the host"),
  about: {
    URL: {
      about: "Where the row counts of a production database come from.",
      example: "postgres://reader@db.example.com/app",
    },
    REPOSITORIES: {
      about: "The repositories whose policies may use these row counts.",
      example: "acme/web,acme/billing",
    },
  },
};

/** Every ROW_COUNTS_<NAME>_URL with its ROW_COUNTS_<NAME>_REPOSITORIES, by name. */
export function collectRowCounts(environment: Environment): {
  readonly rowCounts: readonly RowCountsSettings[];
  readonly mistakes: readonly SettingsMistake[];
} {
  const { sources, mistakes } = collectNamedSources(environment, kind);
  return { rowCounts: sources, mistakes };
}

function lacksDatabase(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, pathname } = new URL(value);
  return /^(postgres|postgresql|mysql):$/.test(protocol) && !/^\/[^/]+$/.test(pathname);
}
