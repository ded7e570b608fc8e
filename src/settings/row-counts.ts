import { z } from "zod";
import { list, urlOf } from "./formats.js";
import type { SettingsMistake } from "./invalid-settings.js";
import { isLoopback } from "./is-loopback.js";
import { isSet, type Environment } from "./read-variables.js";

/** A source of table statistics, by the name that policies give: `row-counts: primary`. */
export interface RowCountsSettings {
  /** Lower case, with hyphens: ROW_COUNTS_EU_PRIMARY_URL is "eu-primary". */
  readonly name: string;
  /** postgres://, mysql://, file: or https://; may hold a password. */
  readonly url: string;
  /** "owner/name" or "owner/*", lower case: the repositories whose policies may use it; null: all. */
  readonly repositories: readonly string[] | null;
}

const url = urlOf("postgres:", "postgresql:", "mysql:", "file:", "https:", "http:")
  .refine((value) => !isPlainHttp(value), "is plain http, which is for this machine only: write https://")
  .refine((value) => !lacksDatabase(value), "names no database after the host");
const repositories = list.pipe(
  z.array(
    z
      .string()
      .regex(/^[\w.-]+\/([\w.-]+|\*)$/, "has an entry that is not owner/name or owner/*")
      .toLowerCase(),
  ),
);
const pattern = /^ROW_COUNTS_([A-Z0-9_]+)_(URL|REPOSITORIES)$/;

const about = {
  URL: {
    about: "Where the row counts of a production database come from.",
    example: "postgres://reader@db.example.com/app",
  },
  REPOSITORIES: {
    about: "The repositories whose policies may use these row counts.",
    example: "acme/web,acme/billing",
  },
};

/** Every ROW_COUNTS_<NAME>_URL with its ROW_COUNTS_<NAME>_REPOSITORIES, by name. */
export function collectRowCounts(environment: Environment): {
  readonly rowCounts: readonly RowCountsSettings[];
  readonly mistakes: readonly SettingsMistake[];
} {
  const rowCounts: RowCountsSettings[] = [];
  const mistakes: SettingsMistake[] = [];
  for (const name of rowCountNames(environment)) {
    const urlVariable = `ROW_COUNTS_${name}_URL`;
    const repositoriesVariable = `ROW_COUNTS_${name}_REPOSITORIES`;
    const parsedUrl = url.safeParse(environment[urlVariable] ?? "");
    const parsedRepositories = isSet(environment, repositoriesVariable)
      ? repositories.safeParse(environment[repositoriesVariable])
      : { success: true as const, data: null };
    if (!parsedUrl.success) {
      const problem = isSet(environment, urlVariable)
        ? problemOf(parsedUrl.error)
        : `is missing, although ${repositoriesVariable} is there`;
      mistakes.push({ variable: urlVariable, problem, ...about.URL });
    }
    if (!parsedRepositories.success) {
      const problem = problemOf(parsedRepositories.error);
      mistakes.push({ variable: repositoriesVariable, problem, ...about.REPOSITORIES });
    }
    if (parsedUrl.success && parsedRepositories.success) {
      const policyName = name.toLowerCase().replaceAll("_", "-");
      rowCounts.push({ name: policyName, url: parsedUrl.data, repositories: parsedRepositories.data });
    }
  }
  return { rowCounts, mistakes };
}

/** To another machine: whoever is in between could change what is read. */
function isPlainHttp(value: string): boolean {
  return URL.canParse(value) && new URL(value).protocol === "http:" && !isLoopback(new URL(value).hostname);
}

function lacksDatabase(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, pathname } = new URL(value);
  return /^(postgres|postgresql|mysql):$/.test(protocol) && !/^\/[^/]+$/.test(pathname);
}

function rowCountNames(environment: Environment): readonly string[] {
  const names = Object.keys(environment).flatMap((variable) => {
    const name = pattern.exec(variable)?.[1];
    return name !== undefined && isSet(environment, variable) ? [name] : [];
  });
  return [...new Set(names)].sort();
}

function problemOf(error: z.ZodError): string {
  return error.issues[0]?.message ?? "is wrong";
}
