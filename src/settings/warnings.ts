import type { JiraSettings } from "./jira.js";
import { isLoopback } from "./is-loopback.js";
import { isSet, type Environment } from "./read-variables.js";
import { variables, type Values } from "./variables.js";

/** Below this a secret can be guessed by trying; GitHub and Jira accept any length. */
const shortSecret = 16;

/** Settings that work but are probably not what the operator means, one sentence each, without secrets. */
export function warningsAbout(
  environment: Environment,
  values: Values,
  jira: JiraSettings | null,
): readonly string[] {
  const secrets = [
    "WEBHOOK_SECRET",
    "WEBHOOK_SECRET_PREVIOUS",
    "JIRA_WEBHOOK_SECRET",
    "JIRA_WEBHOOK_TOKEN",
    "DEPLOY_REPORT_SECRET",
  ];
  return [
    ...secrets
      .filter((name) => isSet(environment, name) && (environment[name] ?? "").trim().length < shortSecret)
      .map(
        (name) => `${name} is shorter than ${shortSecret} characters: take one from openssl rand -hex 32.`,
      ),
    ...(values.PUBLIC_URL === undefined
      ? ["PUBLIC_URL is not set: commit statuses link to this machine only."]
      : []),
    ...(values.GITHUB_CLIENT_ID !== undefined && isPlainHttp(values.PUBLIC_URL ?? "http://localhost")
      ? ["PUBLIC_URL is not https: who listens in can take over people's sessions."]
      : []),
    ...(values.GITHUB_CLIENT_ID !== undefined && values.SESSION_SECRET === undefined
      ? ["SESSION_SECRET is not set: sessions are kept under a key that everybody can know."]
      : []),
    ...(values.GITHUB_CLIENT_ID === undefined && values.API_TOKENS !== undefined
      ? ["API_TOKENS does nothing before people can sign in: set GITHUB_CLIENT_ID and GITHUB_CLIENT_SECRET."]
      : []),
    ...(jira !== null && isPlainHttp(jira.apiUrl)
      ? ["JIRA_API_URL is not https: the credentials travel in clear text."]
      : []),
    ...unknownNames(environment).map((name) => `${name} is not a setting of this app: is it misspelt?`),
  ];
}

function isPlainHttp(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === "http:" && !isLoopback(hostname);
}

/** Looks only at prefixes that are ours: the environment is full of other programs' variables. */
function unknownNames(environment: Environment): readonly string[] {
  return Object.keys(environment).filter(
    (name) =>
      (name.startsWith("JIRA_") && !(name in variables)) ||
      (/^(ROW_COUNTS|ON_CALL)_/.test(name) &&
        !/^(ROW_COUNTS|ON_CALL)_[A-Z0-9_]+_(URL|REPOSITORIES)$/.test(name)),
  );
}
