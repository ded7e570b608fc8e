import { sql, type Kysely, type RawBuilder } from "kysely";
import type { Report } from "../checker/report.js";
import type { Store } from "../deploys/ports/store.js";
import { closeOpenDeploys } from "./close-open-deploys.js";
import { deployRow, isDeploy, type DeployKey } from "./deploy-row.js";
import type { Schema } from "./schema.js";

type Evaluation = Parameters<Store["saveEvaluation"]>[0];

/**
 * Makes the deploy's row what the evaluation says. Where production has moved, what the deploy had before is what it
 * has now: that belongs to the same change, since only the row before tells of the move.
 */
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
  const productionWas = before?.production_sha ?? null;
  const shipped =
    productionWas !== null && report.production.sha !== null && productionWas !== report.production.sha;
  if (shipped) await replaceIssues(trx, "earlier_issue", key, shippingIssues(report));
}

/** See {@link Store.saveIssues}. The status does not wait for it: at 600 issues it takes the database 15 ms. */
export async function saveIssues(
  db: Kysely<Schema>,
  { repositoryId, ref, report, mentions }: Parameters<Store["saveIssues"]>[0],
): Promise<void> {
  const key = { repositoryId, target: report.target, ref };
  await replaceIssues(db, "mention", key, mentions);
  await addIssues(db, "earlier_issue", key, shippingIssues(report));
}

function shippingIssues(report: Report): readonly string[] {
  return report.commits
    .filter(({ disposition }) => disposition === "shipping")
    .flatMap(({ issueKeys }) => issueKeys);
}

type IssueTable = "mention" | "earlier_issue";

/** Most evaluations of a deploy find all its issues there: those are compared, not written again. */
async function replaceIssues(
  trx: Kysely<Schema>,
  table: IssueTable,
  key: DeployKey,
  issueKeys: readonly string[],
): Promise<void> {
  const { repositoryId, target, ref } = key;
  await sql`
    with ${compared(table, key, issueKeys)}, gone as (
      delete from ${sql.table(table)} as kept
      using (select issue_key from present except select issue_key from wanted) as unwanted
      where kept.repository_id = ${repositoryId} and kept.target = ${target} and kept.ref = ${ref}
        and kept.issue_key = unwanted.issue_key
    )
    ${insertLacking(table, key)}`.execute(trx);
}

async function addIssues(
  trx: Kysely<Schema>,
  table: IssueTable,
  key: DeployKey,
  issueKeys: readonly string[],
): Promise<void> {
  if (issueKeys.length === 0) return;
  await sql`with ${compared(table, key, issueKeys)} ${insertLacking(table, key)}`.execute(trx);
}

function compared(
  table: IssueTable,
  { repositoryId, target, ref }: DeployKey,
  issueKeys: readonly string[],
): RawBuilder<unknown> {
  const keys = issueKeys.map((key) => key.toUpperCase());
  return sql`
    wanted as materialized (
      select distinct issue_key collate "C" as issue_key from unnest(${keys}::text[]) as given (issue_key)
    ), present as materialized (
      select issue_key collate "C" as issue_key from ${sql.table(table)}
      where repository_id = ${repositoryId} and target = ${target} and ref = ${ref}
    )`;
}

function insertLacking(table: IssueTable, { repositoryId, target, ref }: DeployKey): RawBuilder<unknown> {
  return sql`
    insert into ${sql.table(table)} (repository_id, target, ref, issue_key)
    select ${repositoryId}::bigint, ${target}::text, ${ref}::text, issue_key
    from (select issue_key from wanted except select issue_key from present) as lacking
    where exists (
      select from deploy
      where repository_id = ${repositoryId} and target = ${target} and ref = ${ref} and open
    )
    on conflict do nothing`;
}
