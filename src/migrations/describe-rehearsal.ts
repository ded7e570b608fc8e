import type { ReportMigration } from "../checker/migration-report.js";
import type { Outcomes, Rehearsal } from "./rehearsal.js";

/** One sentence: how much of a migration was tried out, and where. Null: there was nothing to try out. */
export function describeRehearsal(outcomes: Outcomes, { server, isSameVersion }: Rehearsal): string | null {
  const all = [...outcomes.values()];
  if (all.length === 0) return null;
  const done = all.filter(({ kind }) => kind !== "not-rehearsed").length;
  const share = done === all.length ? "" : `${done} of ${all.length} statements `;
  const version = isSameVersion
    ? ""
    : ", which is not production's version: it could only make the rules' verdict worse";
  const where = `on an empty copy of the schema in ${server}${version}`;
  return done === 0
    ? `Not rehearsed: none of its statements could be tried out ${where}`
    : capitalised(`${share}rehearsed ${where}`);
}

export function notRehearsed(estimate: ReportMigration, reason: string): ReportMigration {
  return { ...estimate, rehearsal: `Not rehearsed: ${reason}` };
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
