import { readFileSync } from "node:fs";
import { InvalidSettings, type SettingsMistake } from "./settings/invalid-settings.js";
import { collectJiraSettings, jiraVariables, type JiraSettings } from "./settings/jira.js";
import { collectOnCall, type OnCallSettings } from "./settings/on-call.js";
import { readPrivateKey } from "./settings/private-key.js";
import { isSet, mistake, readVariables, type Environment } from "./settings/read-variables.js";
import { collectRowCounts, type RowCountsSettings } from "./settings/row-counts.js";
import { variables, type Values, type VariableName } from "./settings/variables.js";
import { warningsAbout } from "./settings/warnings.js";

export { InvalidSettings } from "./settings/invalid-settings.js";
export { readJiraSettings, type JiraSettings } from "./settings/jira.js";
export type { Environment } from "./settings/read-variables.js";
export type { RowCountsSettings } from "./settings/row-counts.js";

/** Everything an operator can set, read once from the environment. Holds secrets: never logged as a whole. */
export interface Settings {
  readonly server: {
    readonly port: number;
    /** The address to listen on. */
    readonly host: string;
    /** An origin without a slash at its end: "https://deploys.example.com". */
    readonly publicUrl: string;
    readonly logLevel: "trace" | "debug" | "info" | "warn" | "error" | "fatal" | "silent";
  };
  readonly github: {
    readonly appId: number;
    /** PEM */
    readonly privateKey: string;
    readonly webhookSecret: string;
    readonly previousWebhookSecret: string | null;
    /** Of the REST API, without a slash at its end: "https://api.github.com", "https://ghe.example.com/api/v3". */
    readonly apiUrl: string;
    /** Of the pages, without a slash at its end: "https://github.com". */
    readonly webUrl: string;
    readonly webhookProxyUrl: string | null;
    readonly oauth: { readonly clientId: string; readonly clientSecret: string } | null;
  };
  readonly jira: JiraSettings | null;
  /** PostgreSQL, or null for the embedded database under `dataDir`. */
  readonly databaseUrl: string | null;
  /** The folder for the embedded database and the git mirrors, as it was written. */
  readonly dataDir: string;
  readonly sessionSecret: string | null;
  readonly deployReportSecret: string | null;
  /** Read tokens of the decision API; hashes are lower-case hexadecimal SHA-256. */
  readonly apiTokens: readonly { readonly name: string; readonly sha256: string }[];
  readonly rowCounts: readonly RowCountsSettings[];
  readonly onCall: readonly OnCallSettings[];
  /** The MySQL or MariaDB server on which migrations may be rehearsed; may hold a password. */
  readonly rehearsalUrl: string | null;
  readonly slack: { readonly botToken: string; readonly signingSecret: string } | null;
  /** What works but deserves a second look; logged at the start. */
  readonly warnings: readonly string[];
}

/**
 * Throws {@link InvalidSettings} with all mistakes at once. `readFile` reads PRIVATE_KEY_PATH.
 * The variables are contract 5.2; `.env.example` explains them.
 */
export function readSettings(
  environment: Environment,
  readFile: (path: string) => string = (path) => readFileSync(path, "utf8"),
): Settings {
  const names = (Object.keys(variables) as VariableName[]).filter((name) => !jiraVariables.includes(name));
  const { values, mistakes: wrong } = readVariables(environment, names);
  const jira = collectJiraSettings(environment);
  const rowCounts = collectRowCounts(environment);
  const onCall = collectOnCall(environment);
  const key = privateKeyOf(environment, values, readFile);
  const mistakes = [
    ...required(environment, ["APP_ID", "WEBHOOK_SECRET"]),
    ...("problem" in key ? [key] : []),
    ...bothOrNone(environment, "GITHUB_CLIENT_ID", "GITHUB_CLIENT_SECRET"),
    ...bothOrNone(environment, "SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"),
    ...wrong,
    ...jira.mistakes,
    ...rowCounts.mistakes,
    ...onCall.mistakes,
  ];
  const { APP_ID: appId, WEBHOOK_SECRET: webhookSecret } = values;
  if (mistakes.length > 0 || appId === undefined || webhookSecret === undefined || "problem" in key) {
    throw new InvalidSettings(mistakes);
  }
  const port = values.PORT ?? 3000;
  return {
    server: {
      port,
      host: values.HOST ?? "127.0.0.1",
      publicUrl: values.PUBLIC_URL ?? `http://localhost:${port}`,
      logLevel: values.LOG_LEVEL ?? "info",
    },
    github: {
      appId,
      privateKey: key.pem,
      webhookSecret,
      previousWebhookSecret: values.WEBHOOK_SECRET_PREVIOUS ?? null,
      ...githubUrls(values),
      webhookProxyUrl: values.WEBHOOK_PROXY_URL ?? null,
      oauth: pair(values.GITHUB_CLIENT_ID, values.GITHUB_CLIENT_SECRET, (clientId, clientSecret) => ({
        clientId,
        clientSecret,
      })),
    },
    jira: jira.jira,
    databaseUrl: values.DATABASE_URL ?? null,
    dataDir: values.DATA_DIR ?? "./data",
    sessionSecret: values.SESSION_SECRET ?? null,
    deployReportSecret: values.DEPLOY_REPORT_SECRET ?? null,
    apiTokens: values.API_TOKENS ?? [],
    rowCounts: rowCounts.rowCounts,
    onCall: onCall.onCall,
    rehearsalUrl: values.REHEARSAL_URL ?? null,
    slack: pair(values.SLACK_BOT_TOKEN, values.SLACK_SIGNING_SECRET, (botToken, signingSecret) => ({
      botToken,
      signingSecret,
    })),
    warnings: warningsAbout(environment, values, jira.jira),
  };
}

function required(environment: Environment, names: readonly VariableName[]): readonly SettingsMistake[] {
  return names.filter((name) => !isSet(environment, name)).map((name) => mistake(name, "is missing"));
}

function bothOrNone(
  environment: Environment,
  one: VariableName,
  other: VariableName,
): readonly SettingsMistake[] {
  if (isSet(environment, one) === isSet(environment, other)) return [];
  const [missing, present] = isSet(environment, one) ? [other, one] : [one, other];
  return [mistake(missing, `is missing, which ${present} needs`)];
}

function pair<T>(
  one: string | undefined,
  other: string | undefined,
  build: (a: string, b: string) => T,
): T | null {
  return one !== undefined && other !== undefined ? build(one, other) : null;
}

function privateKeyOf(
  environment: Environment,
  values: Values,
  readFile: (path: string) => string,
): { readonly pem: string } | SettingsMistake {
  if (isSet(environment, "PRIVATE_KEY")) return { pem: values.PRIVATE_KEY ?? "" };
  const path = values.PRIVATE_KEY_PATH;
  if (path === undefined) return mistake("PRIVATE_KEY", "is missing (or set PRIVATE_KEY_PATH)");
  try {
    const pem = readPrivateKey(readFile(path));
    return pem === null
      ? mistake("PRIVATE_KEY_PATH", "names a file that does not hold an RSA private key in PEM format")
      : { pem };
  } catch (error) {
    const code = typeof error === "object" && error !== null && "code" in error ? error.code : null;
    const reason = typeof code === "string" ? code : "unknown";
    return mistake("PRIVATE_KEY_PATH", `names a file that cannot be read (${reason})`);
  }
}

/** GitHub Enterprise Server serves its REST API below /api/v3 of its own host. */
function githubUrls(values: Values): Pick<Settings["github"], "apiUrl" | "webUrl"> {
  if (values.GHE_HOST === undefined)
    return { apiUrl: "https://api.github.com", webUrl: "https://github.com" };
  const webUrl = `${values.GHE_PROTOCOL ?? "https"}://${values.GHE_HOST}`;
  return { apiUrl: `${webUrl}/api/v3`, webUrl };
}
