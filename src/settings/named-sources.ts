import { z } from "zod";
import { list } from "./formats.js";
import type { SettingsMistake } from "./invalid-settings.js";
import { isLoopback } from "./is-loopback.js";
import { isSet, type Environment } from "./read-variables.js";

/** An address under a name that policies give, and whose policies may use it. */
export interface NamedSource {
  /** Lower case, with hyphens: <PREFIX>_EU_PRIMARY_URL is "eu-primary". */
  readonly name: string;
  /** May hold a password. */
  readonly url: string;
  /** "owner/name" or "owner/*", lower case: the repositories whose policies may use it; null: all. */
  readonly repositories: readonly string[] | null;
}

/** Variables of one kind: ROW_COUNTS_<NAME>_URL and ROW_COUNTS_<NAME>_REPOSITORIES. */
export interface SourceKind {
  readonly prefix: string;
  readonly url: z.ZodType<string>;
  readonly about: Readonly<Record<"URL" | "REPOSITORIES", Pick<SettingsMistake, "about" | "example">>>;
}

const repositories = list.pipe(
  z.array(
    z
      .string()
      .regex(/^[\w.-]+\/([\w.-]+|\*)$/, "has an entry that is not owner/name or owner/*")
      .toLowerCase(),
  ),
);

/** Every <PREFIX>_<NAME>_URL with its <PREFIX>_<NAME>_REPOSITORIES, by name. */
export function collectNamedSources(
  environment: Environment,
  { prefix, url, about }: SourceKind,
): { readonly sources: readonly NamedSource[]; readonly mistakes: readonly SettingsMistake[] } {
  const sources: NamedSource[] = [];
  const mistakes: SettingsMistake[] = [];
  for (const name of namesIn(environment, prefix)) {
    const urlVariable = `${prefix}_${name}_URL`;
    const repositoriesVariable = `${prefix}_${name}_REPOSITORIES`;
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
      sources.push({ name: policyName, url: parsedUrl.data, repositories: parsedRepositories.data });
    }
  }
  return { sources, mistakes };
}

/** To another machine: whoever is in between could change what is read. */
export function isPlainHttp(value: string): boolean {
  return URL.canParse(value) && new URL(value).protocol === "http:" && !isLoopback(new URL(value).hostname);
}

function namesIn(environment: Environment, prefix: string): readonly string[] {
  const pattern = new RegExp(`^${prefix}_([A-Z0-9_]+)_(?:URL|REPOSITORIES)$`);
  const names = Object.keys(environment).flatMap((variable) => {
    const name = pattern.exec(variable)?.[1];
    return name !== undefined && isSet(environment, variable) ? [name] : [];
  });
  return [...new Set(names)].sort();
}

function problemOf(error: z.ZodError): string {
  return error.issues[0]?.message ?? "is wrong";
}
