import { checks } from "../checker/checks/index.js";
import type { CheckId } from "../checker/check-id.js";
import type { Severity } from "../checker/report.js";
import type { MigrationRules, Rules, SignOffRule } from "../checker/rules.js";
import type { ApprovalRules, FixRules, PeopleRules, Policy, ProductionSource } from "./policy.js";
import type { PolicySections } from "./policy-schema.js";
import type { TargetSection } from "./sections/targets.js";

/** What the sections of a valid file come down to: every target with the rules that govern it. */
export function buildPolicy(sections: PolicySections): Policy {
  const rules = rulesOf(sections);
  const approvals = approvalsOf(sections.approvals);
  const people = peopleOf(sections.people);
  const fixes = fixesOf(sections, rules);
  const targets = Object.entries(sections.targets).map(([name, { deploy, production, paths }]) => ({
    name,
    deploy: typeof deploy === "string" ? [deploy] : deploy,
    production: productionOf(production),
    paths: paths ?? null,
    rules: { ...rules, signOffs: signOffsOf(sections["sign-offs"] ?? [], name) },
    approvals,
    people,
    fixes,
  }));
  return { version: 1, targets };
}

function rulesOf({
  jira,
  commits,
  issues,
  migrations,
  checks: chosen,
  "max-age": maxAge,
}: PolicySections): Omit<Rules, "signOffs"> {
  return {
    commits: {
      keys:
        jira === undefined ? null : { projects: [...new Set(jira.projects)], lenient: jira["lenient-keys"] },
      pullRequestKeys: jira?.["pull-request-keys"] ?? false,
      ignore: commits.ignore,
      ignoreAnyCommit: commits["any-commit"],
      ignoreAuthors: commits["ignore-authors"],
      noIssueMarker: commits["no-issue-marker"],
    },
    issues: {
      statuses: issues.statuses ?? null,
      subtaskStatuses: issues["subtask-statuses"] ?? null,
      fields: (issues.fields ?? []).map((rule) => ({
        field: rule.field,
        required: rule.required ?? true,
        oneOf: rule["one-of"] ?? null,
        matches: rule.matches ?? null,
        subtasks: rule.subtasks ?? false,
      })),
      readyToDeploy: issues["ready-to-deploy"] ?? null,
    },
    migrations: migrations === undefined ? null : migrationRulesOf(migrations),
    severities: Object.fromEntries(
      checks.map(({ id, defaultSeverity }) => [id, chosen[id] ?? defaultSeverity]),
    ) as Readonly<Record<CheckId, Severity | "off">>,
    maxAge: Object.fromEntries(Object.entries(maxAge).filter(([, age]) => age !== undefined)),
  };
}

function migrationRulesOf(section: NonNullable<PolicySections["migrations"]>): MigrationRules {
  return {
    engine: section.engine.toLowerCase().replace(":", " "),
    files: section.files,
    rowCounts: section["row-counts"] ?? null,
    countRows: section["count-rows"] ?? null,
    schema: section.schema ?? null,
    rates: section.rates ?? null,
    tool: section.tool,
    failOver: section["fail-over"] ?? null,
    warnOver: section["warn-over"] ?? null,
    blockOver: section["block-over"] ?? null,
    judgedBy: section["judged-by"],
    declaredBy: section["declared-by"] ?? null,
  };
}

function productionOf(production: TargetSection["production"]): ProductionSource {
  if (typeof production === "string") return { kind: "branch", branch: production };
  if ("tag" in production) return { kind: "tag", pattern: production.tag };
  if ("reported" in production) return { kind: "reported" };
  return { kind: "environment", environment: production.environment, by: production.by ?? null };
}

function approvalsOf(approvals: PolicySections["approvals"]): ApprovalRules {
  return {
    by: approvals.by,
    expireAfter: approvals["expire-after"] ?? null,
    notAuthor: approvals["not-author"],
  };
}

function fixesOf({ jira }: PolicySections, { issues }: Pick<Rules, "issues">): FixRules {
  const fixes = jira?.fixes ?? false;
  if (typeof fixes === "object") return fixes;
  return { transitions: fixes, fields: fixes ? issues.fields.map(({ field }) => field) : [] };
}

function signOffsOf(
  signOffs: NonNullable<PolicySections["sign-offs"]>,
  target: string,
): readonly SignOffRule[] {
  return signOffs
    .filter(({ targets }) => targets?.includes(target) ?? true)
    .map(({ name, by }) => ({ name, by }));
}

function peopleOf({ responsible, "on-call": onCall }: PolicySections["people"]): PeopleRules {
  return { responsible, onCall: onCall ?? null };
}
