import type { MigrationFormat } from "../format.js";

/** Comments with a licence may stand before a changelog's first words. */
const longestHead = 65_536;

const openings: readonly (readonly [ending: RegExp, opening: RegExp])[] = [
  [/\.xml$/i, /<(\w+:)?databaseChangeLog\b/],
  [/\.ya?ml$/i, /^\uFEFF?["']?databaseChangeLog["']?\s*:/m],
  [/\.json$/i, /"databaseChangeLog"\s*:/],
];

/**
 * Liquibase's changelogs in XML, YAML and JSON: https://docs.liquibase.com/concepts/changelogs/home.html. Which contexts
 * and labels a deploy names is not in the file: all change sets are taken to run. The files that it includes are
 * migrations of their own.
 */
export const liquibaseFormat: MigrationFormat = {
  id: "liquibase",
  title: "Liquibase XML, YAML and JSON",
  recognises: ({ path, text }) =>
    openings.some(([ending, opening]) => ending.test(path) && opening.test(text.slice(0, longestHead))),
  load: async () => (await import("./read-changelog-file.js")).readChangelogFile,
  holdsSeveral: true,
  // Each change set is noted by itself.
  appliedNames: () => [],
};
