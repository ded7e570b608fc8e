import type { PolicyMistake } from "../checker/report.js";
import { buildPolicy } from "./build-policy.js";
import { mistakeMessage, mostMistakes } from "./mistake-message.js";
import type { ParsedPolicy } from "./policy.js";
import { policySchema } from "./policy-schema.js";
import { readYaml, type YamlFile } from "./read-yaml.js";
import { schemaMistakes, type SchemaMistake } from "./schema-mistakes.js";
import { sectionMistakes } from "./section-mistakes.js";

/** UTF-16 units. Policies have a few hundred lines at most. */
const longestFile = 256 * 1024;

/** Reads a policy file: the policy, or every mistake at once with its line and column. Never throws. */
export function parsePolicy(text: string): ParsedPolicy {
  if (text.length > longestFile)
    return invalid([wholeFile(`the file is larger than ${longestFile / 1024} kB`)]);
  const file = readYaml(text);
  if (!("value" in file)) return invalid(file);
  if (file.value === null || file.value === undefined) return invalid([wholeFile("the file is empty")]);
  const parsed = policySchema.safeParse(file.value, { error: mistakeMessage });
  const mistakes = [
    ...(parsed.success ? [] : schemaMistakes(parsed.error.issues)),
    ...sectionMistakes(file.value),
  ];
  if (parsed.success && mistakes.length === 0) return { valid: true, policy: buildPolicy(parsed.data) };
  const placed = mistakes.slice(0, mostMistakes).map((mistake) => inFile(file, mistake));
  return invalid(placed, mistakes.length);
}

function invalid(mistakes: readonly PolicyMistake[], total = mistakes.length): ParsedPolicy {
  const byPlace = (a: PolicyMistake, b: PolicyMistake): number =>
    (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
  const named = mistakes.toSorted(byPlace).slice(0, mostMistakes);
  const rest = total > named.length ? [wholeFile(`there are ${total - named.length} more mistakes`)] : [];
  return { valid: false, mistakes: [...named, ...rest] };
}

function wholeFile(message: string): PolicyMistake {
  return { line: null, column: null, path: "", message };
}

function inFile({ place }: YamlFile, { path, message, onKey = false }: SchemaMistake): PolicyMistake {
  return { ...place(path, onKey), path: pathText(path), message };
}

/** "issues.fields[1].matches" */
function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((step, index) =>
      typeof step === "number" ? `[${step}]` : `${index === 0 ? "" : "."}${String(step)}`,
    )
    .join("");
}
