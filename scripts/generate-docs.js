// Writes the references that follow from the code: docs/policy.md, docs/policy.schema.json and docs/checks.md.
// Runs on the build. CI fails where what is committed is not what this writes.
import { writeFileSync } from "node:fs";
import { checks } from "../dist/checker/checks/index.js";
import { policyJsonSchema } from "../dist/policy/policy-json-schema.js";

const generated = "<!-- Written by `npm run docs` from the code: change it there. -->";
const schema = policyJsonSchema();
writeFileSync("docs/policy.schema.json", `${JSON.stringify(schema, null, 2)}\n`);
writeFileSync("docs/policy.md", policyPage(schema));
writeFileSync("docs/checks.md", checksPage());

function policyPage(root) {
  return `${[
    "# Policy reference",
    generated,
    "The policy is `.github/pre-deploy-checker.yml` on the repository's default branch, else the one in the organisation's `.github` repository. Where the default branch itself is deployed, the file at the commit that is live governs. A repository without a policy gets no status at all. Unknown keys are errors, and every mistake is reported at once, with its line.",
    "`pre-deploy-checker policy validate <file>` checks a file; [policy.schema.json](policy.schema.json) is the same as a JSON Schema for editors:",
    "Most editors take it by a comment in the first line, with the path or address of your copy:",
    "```yaml\n# yaml-language-server: $schema=../docs/policy.schema.json\nversion: 1\n```",
    "Patterns run on an RE2 engine in linear time: lookaround and backreferences are not supported.",
    ...sections(root),
  ].join("\n\n")}\n`;
}

function sections(root) {
  const top = rows(root, "");
  const nested = Object.entries(root.properties).flatMap(([name, property]) => {
    const inner = name === "targets" ? property.additionalProperties : property;
    if (!inner.properties) return [];
    const heading = name === "targets" ? "## `targets.<name>`" : `## \`${name}\``;
    return [heading, sentence(property.description), table(rows(inner, "")), ...itemTables(inner)];
  });
  return ["## The file", table(top), ...nested];
}

function itemTables(schemaNode) {
  return Object.entries(schemaNode.properties).flatMap(([name, property]) =>
    property.items?.properties ? [`Each of \`${name}\`:`, table(rows(property.items, ""))] : [],
  );
}

function rows(node) {
  return Object.entries(node.properties).map(([name, property]) => {
    const required = node.required?.includes(name) ? "required" : defaultOf(property);
    return `| \`${name}\` | ${typeOf(property)} | ${required} | ${cell(property.description ?? "")} |`;
  });
}

function table(lines) {
  return ["| key | value | default | meaning |", "|---|---|---|---|", ...lines].join("\n");
}

function defaultOf(property) {
  const { default: value } = property;
  if (value === undefined || (typeof value === "object" && value !== null && Object.keys(value).length === 0))
    return "";
  return `\`${JSON.stringify(value)}\``;
}

function typeOf(property) {
  if (property.enum) return property.enum.map((value) => `\`${value}\``).join(", ");
  if (property.const !== undefined) return `\`${property.const}\``;
  const options = property.anyOf ?? property.oneOf;
  if (options) return [...new Set(options.map(typeOf))].join(" or ");
  if (property.type === "array")
    return property.items?.properties ? "list of mappings" : `list of ${plural(property.items)}`;
  if (property.type === "object") return "mapping";
  return Array.isArray(property.type) ? property.type.join(" or ") : (property.type ?? "any");
}

function plural(items) {
  const type = items?.type ?? "values";
  return Array.isArray(type)
    ? type.map((one) => `${one}s`).join(" or ")
    : type === "values"
      ? type
      : `${type}s`;
}

function cell(text) {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

function sentence(text) {
  return text ?? "";
}

function checksPage() {
  return `${[
    "# Checks",
    generated,
    "A check looks at facts and yields findings. A policy sets each check's severity under `checks:` (`failure`, `warning` or `off`). An unapproved failure makes the deploy fail; a warning never changes the state. Where a fact that a check needs cannot be had, the check is in state `error` and the deploy is neither green nor red: it could not be told.",
    "| check | default | needs |\n|---|---|---|\n" +
      checks
        .map(
          ({ id, defaultSeverity, needs }) =>
            `| [\`${id}\`](#${id}) | ${defaultSeverity} | ${[...needs].join(", ")} |`,
        )
        .join("\n"),
    ...checks.flatMap(({ id, title, why }) => [`## \`${id}\``, `**${title}.** ${why}`]),
  ].join("\n\n")}\n`;
}
