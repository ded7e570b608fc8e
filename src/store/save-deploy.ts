import { sql, type Kysely, type RawBuilder } from "kysely";
import type { Report } from "../checker/report.js";
import type { Store } from "../deploys/ports/store.js";
import { closeOpenDeploys } from "./close-open-deploys.js";
import { deployRow, isDeploy, type DeployKey } from "./deploy-row.js";
import type { Schema } from "./schema.js";

type Evaluation = Parameters<Store["saveEvaluation"]>[0];

/** Makes the deploy's row what the evaluation says, with the issues that it mentions and that it has shipping. */
export async function saveDeploy(trx: Kysely<Schema>, evaluation: Evaluation): Promise<void> {
  const { report, open, pushedAt } = evaluation;
  const key = { repositoryId: evaluation.repositoryId, target: report.target, ref: evaluation.ref };
  const before = await deployRow(trx, key).select(["production_sha", "open"]).executeTakeFirst();
  const values = {
    head_sha: report.head.sha,
    production_sha: report.production.sha,
    policy_sha: report.policy.sha,
    state: report.state,
    pushed_at: pushedAt,
    evaluated_at: report.gatheredAt,
    has_problems: report.problems.length > 0,
    open,
    ...(open ? { shipped_at: null, shipped_as: null } : {}),
  };
  await trx
    .insertInto("deploy")
    .values({ repository_id: key.repositoryId, target: key.target, ref: key.ref, ...values })
    .onConflict((conflict) => conflict.columns(["repository_id", "target", "ref"]).doUpdateSet(values))
    .execute();
  if (!open) {
    await closeOpenDeploys(trx, isDeploy(key));
    return;
  }
  await replaceIssues(trx, "mention", key, evaluation.mentions);
  const productionWas = before?.production_sha ?? null;
  const shipped =
    productionWas !== null && report.production.sha !== null && productionWas !== report.production.sha;
  await (shipped ? replaceIssues : addIssues)(trx, "earlier_issue", key, shippingIssues(report));
}

function shippingIssues(report: Report): readonly string[] {
  return report.commits
    .filter(({ disposition }) => disposition === "shipping")
    .flatMap(({ issueKeys }) => issueKeys);
}

async function replaceIssues(
  trx: Kysely<Schema>,
  table: "mention" | "earlier_issue",
  key: DeployKey,
  issueKeys: readonly string[],
): Promise<void> {
  const keys = upperCased(issueKeys);
  await sql`
    with gone as (
      delete from ${sql.table(table)}
      where repository_id = ${key.repositoryId} and target = ${key.target} and ref = ${key.ref}
        and not issue_key = any(${keys}::text[])
    )
    ${insertIssues(table, key, keys)}`.execute(trx);
}

async function addIssues(
  trx: Kysely<Schema>,
  table: "mention" | "earlier_issue",
  key: DeployKey,
  issueKeys: readonly string[],
): Promise<void> {
  const keys = upperCased(issueKeys);
  if (keys.length > 0) await insertIssues(table, key, keys).execute(trx);
}

function insertIssues(
  table: "mention" | "earlier_issue",
  { repositoryId, target, ref }: DeployKey,
  keys: readonly string[],
): RawBuilder<unknown> {
  return sql`
    insert into ${sql.table(table)} (repository_id, target, ref, issue_key)
    select ${repositoryId}::bigint, ${target}::text, ${ref}::text, unnest(${keys}::text[])
    on conflict do nothing`;
}

function upperCased(issueKeys: readonly string[]): string[] {
  return [...new Set(issueKeys.map((key) => key.toUpperCase()))];
}
