import { InvalidSettings, type SettingsMistake } from "./invalid-settings.js";
import { isSet, mistake, readVariables, type Environment } from "./read-variables.js";
import { variables, type VariableName } from "./variables.js";

export interface JiraSettings {
  /** Without a slash at its end; may have a path. */
  readonly apiUrl: string;
  /** Without a slash at its end: an issue is at `${browseUrl}/browse/KEY-1`. */
  readonly browseUrl: string;
  readonly auth:
    | { readonly kind: "basic"; readonly email: string; readonly apiToken: string }
    | { readonly kind: "bearer"; readonly token: string };
  /** null: found out by asking. */
  readonly kind: "cloud" | "data-center" | null;
  /** Upper-case project keys that policies may read; null: all that the account sees. */
  readonly projects: readonly string[] | null;
  /** Whether issues are never changed, whatever a policy lets people do. */
  readonly isReadOnly: boolean;
  readonly webhookSecret: string | null;
  readonly webhookToken: string | null;
}

export const jiraVariables = (Object.keys(variables) as VariableName[]).filter((name) =>
  name.startsWith("JIRA_"),
);

/** Null where no variable of Jira is set. Throws {@link InvalidSettings} where they are incomplete or wrong. */
export function readJiraSettings(environment: Environment): JiraSettings | null {
  const { jira, mistakes } = collectJiraSettings(environment);
  if (mistakes.length > 0) throw new InvalidSettings(mistakes);
  return jira;
}

/** As {@link readJiraSettings}, with the mistakes as data; `jira` is null where there are any. */
export function collectJiraSettings(environment: Environment): {
  readonly jira: JiraSettings | null;
  readonly mistakes: readonly SettingsMistake[];
} {
  if (!jiraVariables.some((name) => isSet(environment, name))) return { jira: null, mistakes: [] };
  const read = readVariables(environment, jiraVariables);
  const mistakes = [...read.mistakes, ...incomplete(environment)];
  const { values } = read;
  const auth = credentials(values);
  if (mistakes.length > 0 || values.JIRA_API_URL === undefined || auth === null)
    return { jira: null, mistakes };
  return {
    mistakes,
    jira: {
      apiUrl: values.JIRA_API_URL,
      browseUrl: values.JIRA_BROWSE_URL ?? values.JIRA_API_URL,
      auth,
      kind: values.JIRA_KIND ?? null,
      projects: values.JIRA_PROJECTS ?? null,
      isReadOnly: values.JIRA_READ_ONLY === "true",
      webhookSecret: values.JIRA_WEBHOOK_SECRET ?? null,
      webhookToken: values.JIRA_WEBHOOK_TOKEN ?? null,
    },
  };
}

function credentials(values: ReturnType<typeof readVariables>["values"]): JiraSettings["auth"] | null {
  if (values.JIRA_TOKEN !== undefined) return { kind: "bearer", token: values.JIRA_TOKEN };
  if (values.JIRA_EMAIL === undefined || values.JIRA_API_TOKEN === undefined) return null;
  return { kind: "basic", email: values.JIRA_EMAIL, apiToken: values.JIRA_API_TOKEN };
}

function incomplete(environment: Environment): readonly SettingsMistake[] {
  const has = (name: VariableName) => isSet(environment, name);
  const mistakes: SettingsMistake[] = [];
  if (!has("JIRA_API_URL")) {
    mistakes.push(mistake("JIRA_API_URL", "is missing, although other settings of Jira are there"));
  }
  const [token, email, apiToken] = [has("JIRA_TOKEN"), has("JIRA_EMAIL"), has("JIRA_API_TOKEN")];
  if (token && (email || apiToken)) {
    mistakes.push(
      mistake("JIRA_TOKEN", "is set beside JIRA_EMAIL or JIRA_API_TOKEN: only one way can be used"),
    );
  } else if (!token && !email && !apiToken) {
    mistakes.push(mistake("JIRA_API_TOKEN", "is missing (with JIRA_EMAIL; or set JIRA_TOKEN)"));
  } else if (!token && !email) {
    mistakes.push(mistake("JIRA_EMAIL", "is missing, which JIRA_API_TOKEN needs"));
  } else if (!token && !apiToken) {
    mistakes.push(mistake("JIRA_API_TOKEN", "is missing, which JIRA_EMAIL needs"));
  }
  return mistakes;
}
