// Writes the references that follow from the code: docs/policy.md, docs/policy.schema.json, docs/checks.md and
// docs/migration-rules.md.
// Runs on the build. CI fails where what is committed is not what this writes.
import { writeFileSync } from "node:fs";
import { checks } from "../dist/checker/checks/index.js";
import { migrationFormats } from "../dist/migrations/formats/index.js";
import { mysqlRules } from "../dist/migrations/dialects/mysql/index.js";
import { postgresRules } from "../dist/migrations/dialects/postgres/index.js";
import { policyJsonSchema } from "../dist/policy/policy-json-schema.js";
import { reservedSections } from "../dist/policy/reserved-sections.js";
import { checkNotes } from "./check-notes.js";

const generated = "<!-- Written by `npm run docs` from the code: change it there. -->";
/** The end of a description says what holds where a key is left out; tables have a column for that. */
const ending = / *(?:Required\.|Default: ((?:[^.`]|`[^`]*`)+)\.)$/;

const schema = policyJsonSchema();
writeFileSync("docs/policy.schema.json", `${JSON.stringify(schema, null, 2)}\n`);
writeFileSync("docs/policy.md", page(policyPage(schema)));
writeFileSync("docs/checks.md", page(checksPage(schema)));
writeFileSync("docs/migration-rules.md", page(rulesPage()));

function page([title, ...paragraphs]) {
  return `${[title, generated, ...paragraphs].join("\n\n")}\n`;
}

function policyPage(root) {
  return [
    "# Policy reference",
    "The policy is `.github/pre-deploy-checker.yml` on the repository's default branch, else the one in the organisation's `.github` repository. Where the default branch itself is deployed, the file at the commit that is live governs. A repository without a policy gets no status at all. What stands in its place and is no policy (a folder, a submodule, a link to nothing, a file over 1 MB) is an error.",
    "Unknown keys are errors, and every mistake is reported at once, with its line. Patterns run on an RE2 engine in linear time: lookaround and backreferences are not supported. Lengths of time are a number and a unit, like `30m`, `12h` or `14d`.",
    "## An example",
    "```yaml\n" +
      [
        "version: 1",
        "targets:",
        "  web: # its status is pre-deploy-checker/web",
        "    deploy: deploy",
        "    production: production",
        "jira:",
        "  projects: [STORY, TECH]",
        "commits:",
        "  ignore: ['^Merge (branch|pull request) ']",
        "issues:",
        "  statuses: [Ready to Deploy]",
        "  subtask-statuses: [Ready to Deploy, Closed]",
        "  fields:",
        "    - { field: Risk, required: true }",
        "    - { field: Post Deploy Checks, one-of: [Ready to Run, Not Needed] }",
        "  ready-to-deploy: 'status = \"Ready to Deploy\"'",
        "checks:",
        "  issue-partly-merged: warning",
      ].join("\n") +
      "\n```",
    "## While you write it",
    "`pre-deploy-checker policy validate <file>` names every mistake. Editors with a YAML language server complete and check as you type, where the file begins with the address of the schema ([policy.schema.json](policy.schema.json), or `pre-deploy-checker policy schema > .github/pre-deploy-checker.schema.json`):",
    "```yaml\n# yaml-language-server: $schema=pre-deploy-checker.schema.json\n```",
    ...sections(root),
    "## Reserved for later versions",
    `${list(reservedSections)} are accepted, so that a policy can be written ahead, but nothing is checked of them yet; nor are there the checks ${list(reservedChecks(root))}. \`policy validate\` says so.`,
  ];
}

function sections(root) {
  const present = Object.entries(root.properties).filter(([name]) => !reservedSections.includes(name));
  const nested = present.flatMap(([name, property]) => {
    const inner = name === "targets" ? property.additionalProperties : (property.items ?? property);
    if (!inner.properties) return [];
    const heading = name === "targets" ? "## `targets.<name>`" : `## \`${name}\``;
    const said = withoutDefault(property.description);
    const words =
      name === "targets" ? "One thing that is deployed." : property.items ? `${said} Each:` : said;
    return [heading, words, table(inner), ...itemTables(inner)];
  });
  return ["## The file", table({ ...root, properties: Object.fromEntries(present) }), ...nested];
}

function itemTables(node) {
  return Object.entries(node.properties).flatMap(([name, property]) =>
    property.items?.properties ? [`Each of \`${name}\`:`, table(property.items)] : [],
  );
}

function reservedChecks(root) {
  return Object.keys(root.properties.checks.properties).filter(
    (id) => !checks.some((check) => check.id === id),
  );
}

function table(node) {
  const rows = Object.entries(node.properties)
    .filter(([, { description }]) => !/^Reserved/.test(description ?? ""))
    .map(([name, property]) => {
      const text = property.description ?? "";
      const cells = [`\`${name}\``, typeOf(property), defaultOf(name, property, node), withoutDefault(text)];
      return `| ${cells.map(cell).join(" | ")} |`;
    });
  return ["| key | value | default | meaning |", "|---|---|---|---|", ...rows].join("\n");
}

function withoutDefault(text) {
  return (text ?? "").replace(ending, "");
}

function defaultOf(name, { default: value, description = "" }, { required = [] }) {
  const [, said] = ending.exec(description) ?? [];
  if (said !== undefined) return said;
  if (required.includes(name)) return "required";
  if (value === undefined || value === null) return "";
  if (typeof value === "object") return Object.keys(value).length === 0 ? "" : `\`${JSON.stringify(value)}\``;
  return `\`${value}\``;
}

function typeOf(property) {
  if (property.enum) return property.enum.map((value) => `\`${value}\``).join(", ");
  if (property.const !== undefined) return `\`${property.const}\``;
  const options = property.anyOf ?? property.oneOf;
  if (options) return [...new Set(options.map(typeOf))].join(" or ");
  if (property.type === "array") return `list of ${items(property.items)}`;
  if (property.type === "object") return "mapping";
  return Array.isArray(property.type) ? property.type.join(" or ") : words(property.type);
}

function items(node) {
  if (node?.properties) return "mappings";
  const options = node?.anyOf ?? node?.oneOf ?? [node];
  const types = options.flatMap((option) => option?.type ?? []);
  return types.length === 0
    ? "values"
    : types.map((type) => ({ string: "text" })[type] ?? `${type}s`).join(", ");
}

function words(type) {
  return { string: "text", boolean: "`true` or `false`" }[type] ?? type ?? "any";
}

function cell(text) {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

function list(names) {
  const all = names.map((name) => `\`${name}\``);
  return `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;
}

function checksPage(root) {
  const facts = root.properties["max-age"].properties;
  const rows = checks.map(
    ({ id, title, defaultSeverity }) => `| [\`${id}\`](#${id}) | ${title} | ${defaultSeverity} |`,
  );
  return [
    "# Checks",
    "A check looks at facts and yields findings: one thing that is wrong, on what, and how to put it right. A policy sets each check's severity under `checks:`.",
    "| severity | a finding |\n|---|---|\n| `failure` | makes the deploy fail, unless a person has approved it |\n| `warning` | is shown, and never changes the state |\n| `off` | the check is not run |",
    "Where a fact that a check needs cannot be had (Jira is away, the credentials have expired), the check is in state `error`, and so is the deploy unless a rule is broken anyway: unknown is never green. Checks whose part of the policy is not written are off.",
    "Approving needs people to be signed in (`GITHUB_CLIENT_ID`, `GITHUB_CLIENT_SECRET`); without, `warning` is how a team accepts what a check finds.",
    ["| check | title | default |", "|---|---|---|", ...rows].join("\n"),
    ...checks.flatMap((check) => checkSection(check, facts)),
  ];
}

function checkSection({ id, title, why, needs }, facts) {
  const { finds, remedy, policy, says } = checkNotes[id] ?? missingNotes(id);
  const known = needs.map((fact) => withoutDefault(facts[fact].description).replace(/\.$/, ""));
  return [
    `## \`${id}\``,
    `**${title}.** ${why}`,
    [
      `- Finds: ${finds}`,
      `- Says in one line: ${says.map((text) => `"${text}"`).join(", ")}`,
      `- To put it right: ${remedy}`,
      `- In the policy: ${policy}`,
      `- Needs to know: ${known.map((text) => text[0].toLowerCase() + text.slice(1)).join("; ")}`,
    ].join("\n"),
  ];
}

function missingNotes(id) {
  throw new Error(`Write about the check ${id} in scripts/check-notes.js`);
}

function rulesPage() {
  return [
    "# What migrations cost",
    "What each statement does to a table, by engine and version. [Migrations](migrations.md) says how it is used. `instant` touches the catalogue only, `scan` reads the whole table, `index` builds index structures, `rewrite` writes the table anew, `dml` changes rows; `unknown` is never taken for cheap.",
    "## Formats",
    `Migration files that are read: ${migrationFormats.map(({ title }) => title).join(", ")}.`,
    "## PostgreSQL",
    rules(postgresRules, "lock"),
    "## MySQL and MariaDB",
    rules(mysqlRules, "algorithm"),
  ];
}

function rules(table, third) {
  const rows = table.map((rule) => {
    const how = [rule[third], third === "lock" ? null : rule.lock].filter(Boolean).join(", ");
    const cells = [rule.title, rule.cost, how, rule.note, `[manual](${rule.source})`];
    return `| ${cells.map(cell).join(" | ")} |`;
  });
  const heads = ["statement", "cost", third, "why", "source"];
  return [`| ${heads.join(" | ")} |`, `|${heads.map(() => "---|").join("")}`, ...rows].join("\n");
}
