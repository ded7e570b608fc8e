import { classifyCommits, keysToLookUp } from "../../checker/classify-commits.js";
import type { IssueLookup } from "../../checker/snapshot.js";
import { type FactSource, FactNotAsked, type Gathering } from "./gathering.js";
import { noOrigins } from "./origins-fact.js";
import { provisionalRange } from "./provisional-range.js";

const none: IssueLookup = { issues: {}, notes: {} };

/** The issues that the commits name, from Jira. Asked as soon as the log is known, beside the rest of git's work. */
export const issuesFact: FactSource<"issues"> = {
  id: "issues",
  source: "Jira",
  changedBy: ["push", "issue"],
  async gather(gathering) {
    const { rules } = gathering.subject;
    if (rules.commits.keys === null) return none;
    void gathering.fact("range");
    const provisional = provisionalRange(await gathering.commits);
    const early = keysToLookUp(classifyCommits(provisional, null, rules.commits));
    const [first, origins] = await Promise.all([lookUp(gathering, early), gathering.value("origins")]);
    if (origins === noOrigins) return first;
    const asked = new Set(early);
    const late = keysToLookUp(classifyCommits(provisional, origins, rules.commits)).filter(
      (key) => !asked.has(key),
    );
    const second = await lookUp(gathering, late, early.length);
    return { issues: { ...first.issues, ...second.issues }, notes: { ...first.notes, ...second.notes } };
  },
};

/** `before`: how many were looked up already. */
async function lookUp(gathering: Gathering, keys: readonly string[], before = 0): Promise<IssueLookup> {
  const { issueTracker } = gathering.sources;
  if (issueTracker === null) throw new FactNotAsked("needs Jira");
  if (keys.length === 0) return none;
  const { issues, migrations } = gathering.subject.rules;
  const declared = migrations?.declaredBy ?? null;
  const fields = [...issues.fields.map((rule) => rule.field), ...(declared === null ? [] : [declared])];
  const tell = (done: number, total: number): void =>
    gathering.progress({ step: "issues", done: before + done, total: before + total });
  tell(0, keys.length);
  return issueTracker.lookUp(keys, [...new Set(fields)], tell);
}
