import { askJson } from "./ask-json.js";
import { fetchRange } from "./fetch-range.js";
import { fetchIssues } from "./fetch-issues.js";
import type { FloorSettings } from "./settings.js";

interface Push {
  readonly after: string;
  readonly repository: { readonly full_name: string };
}

export const floorContext = "floor/web";

/** Policy, `pending` and fetch at once; then the log, the issues, the final status. */
export async function handlePush(settings: FloorSettings, push: Push): Promise<void> {
  const { github } = settings;
  const { full_name: name } = push.repository;
  const api = `${github.url}/api/v3/repos/${name}`;
  const authorization = `token ${github.token}`;
  const post = (state: string, description: string) =>
    askJson(`${api}/statuses/${push.after}`, {
      authorization,
      body: { state, description, context: floorContext },
    });

  const pending = post("pending", "Checking this deploy");
  const policy = askJson(`${api}/contents/.github/pre-deploy-checker.yml`, { authorization });
  const log = await fetchRange(settings, name, push.after);
  const keys = [...new Set(log.match(/\bSTORY-[1-9][0-9]*\b/g))];
  const issues = await fetchIssues(settings, keys);
  const unready = issues.filter(({ fields }) => fields.status.name !== "Ready to Deploy").length;
  await Promise.all([pending, policy]);
  const complete = issues.length === keys.length && unready === 0;
  await post(complete ? "success" : "failure", `${unready} issues not Ready to Deploy`);
}
