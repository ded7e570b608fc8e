import { z } from "zod";
import { checks } from "../checker/checks/index.js";
import { quote } from "../checker/quote.js";
import { signOffMistakes } from "./sign-off-mistakes.js";
import { targetNameMistake } from "./target-name.js";
import type { SchemaMistake } from "./schema-mistakes.js";

const mapping = z.record(z.string(), z.unknown()).catch({});
const texts = z.union([z.string().transform((text) => [text]), z.array(z.string())]).catch([]);

/**
 * Mistakes between sections. Reads the file as it is, valid or not, so that they are told together with all others.
 */
export function sectionMistakes(file: unknown): readonly SchemaMistake[] {
  const sections = mapping.parse(file);
  const targets = mapping.parse(sections["targets"]);
  return [
    ...targetNames(targets),
    ...missingProjects(sections),
    ...fixesOfUnknownFields(sections),
    ...deployedProduction(targets),
    ...signOffMistakes(sections),
  ];
}

function targetNames(targets: Readonly<Record<string, unknown>>): readonly SchemaMistake[] {
  return Object.keys(targets).flatMap((name) => {
    const message = targetNameMistake(name);
    return message === null ? [] : { path: ["targets", name], message, onKey: true };
  });
}

/** Without projects no text is an issue key, and a check that rests on issues would never find anything. */
function missingProjects(sections: Readonly<Record<string, unknown>>): readonly SchemaMistake[] {
  if (sections["jira"] !== undefined) return [];
  const asked = Object.keys(mapping.parse(sections["issues"])).length > 0 ? [["issues"]] : [];
  const switchedOn = Object.entries(mapping.parse(sections["checks"]))
    .filter(([id, severity]) => needsIssues.has(id) && (severity === "failure" || severity === "warning"))
    .map(([id]) => ["checks", id]);
  return [...asked, ...switchedOn].map((path) => ({
    path,
    message: `${path.join(".")} needs "jira: {projects: [...]}", which names the projects of the issues`,
  }));
}

const needsIssues: ReadonlySet<string> = new Set(
  checks.filter(({ id }) => id.startsWith("issue-") || id === "commit-without-issue").map(({ id }) => id),
);

/** A field that no rule asks for would never be offered: most likely it is spelled otherwise. */
function fixesOfUnknownFields(sections: Readonly<Record<string, unknown>>): readonly SchemaMistake[] {
  const { fields } = mapping.parse(mapping.parse(sections["jira"])["fixes"]);
  const rules = z.array(mapping).catch([]).parse(mapping.parse(sections["issues"])["fields"]);
  const asked = new Set(rules.map(({ field }) => String(field).trim()));
  return texts.parse(Array.isArray(fields) ? fields : []).flatMap((name, index) =>
    asked.has(name.trim())
      ? []
      : {
          path: ["jira", "fixes", "fields", index],
          message: `issues.fields does not ask for ${quote(name)}; write the field there as well`,
        },
  );
}

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
