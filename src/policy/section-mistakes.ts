import { z } from "zod";
import { isCheckId } from "../checker/check-id.js";
import { checks } from "../checker/checks/index.js";
import type { SchemaMistake } from "./schema-mistakes.js";

const mapping = z.record(z.string(), z.unknown()).catch({});
const texts = z.union([z.string().transform((text) => [text]), z.array(z.string())]).catch([]);

/**
 * Mistakes between sections. Reads the file as it is, valid or not, so that they are told together with all others.
 */
export function sectionMistakes(file: unknown): readonly SchemaMistake[] {
  const sections = mapping.parse(file);
  return [...missingProjects(sections), ...deployedProduction(mapping.parse(sections["targets"]))];
}

/** Without projects no text is an issue key, and a check that rests on issues would never find anything. */
function missingProjects(sections: Readonly<Record<string, unknown>>): readonly SchemaMistake[] {
  if (sections["jira"] !== undefined) return [];
  const asked = Object.keys(mapping.parse(sections["issues"])).map((key) => ["issues", key]);
  const switchedOn = Object.entries(mapping.parse(sections["checks"]))
    .filter(([id, severity]) => severity !== "off" && isCheckId(id) && needsIssues.has(id))
    .map(([id]) => ["checks", id]);
  return [...asked, ...switchedOn].map((path) => ({
    path,
    message: `${path.join(".")} needs issues: name their projects under "jira: {projects: [...]}"`,
  }));
}

const needsIssues: ReadonlySet<string> = new Set(
  checks.filter(({ id }) => id.startsWith("issue-") || id === "commit-without-issue").map(({ id }) => id),
);

function deployedProduction(targets: Readonly<Record<string, unknown>>): readonly SchemaMistake[] {
  return Object.entries(targets).flatMap(([name, target]) => {
    const { deploy, production } = mapping.parse(target);
    if (typeof production !== "string") return [];
    const same = texts.parse(deploy).some((branch) => branch === production);
    return same
      ? [
          {
            path: ["targets", name, "deploy"],
            message: `${production} is production itself; name the branch that is deployed`,
          },
        ]
      : [];
  });
}
