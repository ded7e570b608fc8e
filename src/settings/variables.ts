import { z } from "zod";
import { httpUrl, list, oneOf, port, text, urlOf } from "./formats.js";
import { privateKey } from "./private-key.js";

/** Probot's stand-in for a missing secret: whoever knows Probot knows it. */
const wellKnownSecret = "development";

const webhookSecret = text.refine(
  (value) => value.toLowerCase() !== wellKnownSecret,
  `is "${wellKnownSecret}", which everybody knows`,
);

/** `name:hash` pairs; the hash is the SHA-256 of the token in hexadecimal, so that the environment holds no token. */
const apiTokens = list.pipe(
  z.array(
    z
      .string()
      .regex(/^[\w-]+:[0-9a-f]{64}$/i, "has an entry that is not name:sha256")
      .transform((entry) => {
        const [name = "", sha256 = ""] = entry.split(":");
        return { name, sha256: sha256.toLowerCase() };
      }),
  ),
);

/** One environment variable: how its text is read, what it is, and a value of the right shape. */
export interface Variable<Schema extends z.ZodType = z.ZodType> {
  readonly schema: Schema;
  readonly about: string;
  readonly example: string;
}

/** Every variable with a fixed name. Those of row counts carry a name of their own: see row-counts.ts. */
export const variables = {
  APP_ID: {
    schema: text.regex(/^[1-9]\d*$/, "is not a number").transform(Number),
    about: 'The App ID on the GitHub App\'s settings page, under "About".',
    example: "123456",
  },
  PRIVATE_KEY: {
    schema: privateKey,
    about: "The GitHub App's private key: the PEM text, with \\n for line breaks, or base64-encoded.",
    example: '"-----BEGIN RSA PRIVATE KEY-----\\n..."',
  },
  PRIVATE_KEY_PATH: {
    schema: text,
    about: "The file with the GitHub App's private key, instead of PRIVATE_KEY.",
    example: "/run/secrets/github-app.pem",
  },
  WEBHOOK_SECRET: {
    schema: webhookSecret,
    about:
      "The secret that GitHub signs webhooks with, as on the App's settings page (openssl rand -hex 32).",
    example: "3f9c...",
  },
  WEBHOOK_SECRET_PREVIOUS: {
    schema: webhookSecret,
    about: "The secret before it was changed, still accepted while both are in use.",
    example: "a81b...",
  },
  WEBHOOK_PROXY_URL: {
    schema: httpUrl({ path: true }),
    about: "A smee.io channel that passes webhooks on to a machine that GitHub cannot reach.",
    example: "https://smee.io/abc123",
  },
  GITHUB_CLIENT_ID: {
    schema: text,
    about: "The GitHub App's client ID, for signing in.",
    example: "Iv1.0123456789abcdef",
  },
  GITHUB_CLIENT_SECRET: {
    schema: text,
    about: "The GitHub App's client secret, for signing in.",
    example: "0123...",
  },
  GHE_HOST: {
    schema: text.regex(/^[a-z0-9.-]+(:\d+)?$/i, "is not a host name (no https://, no path)"),
    about: "The host name of GitHub Enterprise Server; unset for github.com.",
    example: "github.example.com",
  },
  GHE_PROTOCOL: {
    schema: oneOf(["https", "http"]),
    about: "How GitHub Enterprise Server is reached.",
    example: "https",
  },
  PORT: { schema: port, about: "The port to listen on.", example: "3000" },
  HOST: {
    schema: text,
    about: "The address to listen on; 0.0.0.0 for all, as in a container.",
    example: "127.0.0.1",
  },
  LOG_LEVEL: {
    schema: oneOf(["trace", "debug", "info", "warn", "error", "fatal", "silent"]),
    about: "How much is logged.",
    example: "info",
  },
  PUBLIC_URL: {
    schema: httpUrl({ path: false }),
    about: "Where people reach this app: commit statuses link there.",
    example: "https://deploys.example.com",
  },
  DATABASE_URL: {
    schema: urlOf("postgres:", "postgresql:"),
    about: "A PostgreSQL database; unset: an embedded one under DATA_DIR.",
    example: "postgres://checker:password@db.example.com/checker",
  },
  DATA_DIR: {
    schema: text,
    about: "The folder for the embedded database and the git mirrors.",
    example: "./data",
  },
  SESSION_SECRET: {
    schema: text.min(16, "is shorter than 16 characters"),
    about: "Keys the hashes of people's sessions (openssl rand -hex 32); another one ends all sessions.",
    example: "7d20...",
  },
  JIRA_API_URL: {
    schema: httpUrl({ path: true }),
    about: "Where Jira's REST API is; with a scoped token https://api.atlassian.com/ex/jira/<cloud id>.",
    example: "https://example.atlassian.net",
  },
  JIRA_BROWSE_URL: {
    schema: httpUrl({ path: true }),
    about: "Where people open issues; unset: as JIRA_API_URL.",
    example: "https://example.atlassian.net",
  },
  JIRA_EMAIL: {
    schema: text,
    about: "The Jira Cloud account that JIRA_API_TOKEN belongs to.",
    example: "deploys@example.com",
  },
  JIRA_API_TOKEN: {
    schema: text,
    about: "An API token of Jira Cloud; needs JIRA_EMAIL.",
    example: "ATATT3x...",
  },
  JIRA_TOKEN: {
    schema: text,
    about:
      "A bearer token (personal access token of Jira Data Center), instead of JIRA_EMAIL and JIRA_API_TOKEN.",
    example: "MDg3...",
  },
  JIRA_KIND: {
    schema: oneOf(["cloud", "data-center"]),
    about: "Which Jira it is; unset: found out.",
    example: "cloud",
  },
  JIRA_PROJECTS: {
    schema: list.pipe(
      z.array(
        z
          .string()
          .regex(/^[a-z][a-z0-9_]*$/i, "has an entry that is not a project key")
          .toUpperCase(),
      ),
    ),
    about: "The projects that policies may read; unset: all that the account sees.",
    example: "STORY,TECH",
  },
  JIRA_READ_ONLY: {
    schema: oneOf(["true", "false"]),
    about: "true: issues are never changed from the page, whatever a repository's policy says.",
    example: "true",
  },
  JIRA_WEBHOOK_SECRET: {
    schema: text,
    about: "The secret that Jira signs webhooks with.",
    example: "5c61...",
  },
  JIRA_WEBHOOK_TOKEN: {
    schema: text.regex(
      /^[\w~.-]+$/,
      "has characters other than letters, digits, _ - . ~, so it cannot stand in a URL",
    ),
    about: "The last part of the webhook's URL, for Jiras that cannot sign: /api/jira/webhooks/<token>.",
    example: "e07f...",
  },
  DEPLOY_REPORT_SECRET: {
    schema: text,
    about: "The secret from which each repository's key for POST /api/deployments is made.",
    example: "b4d8...",
  },
  API_TOKENS: {
    schema: apiTokens,
    about: "Read tokens for programs as name:sha256, separated by commas (printf %s TOKEN | sha256sum).",
    example: "deploy-tool:19ca9aa6091bd833fd315cbe106534fb7c429ae3939b17ac3519440c6cae4769",
  },
  REHEARSAL_URL: {
    schema: urlOf("mysql:"),
    about:
      "A MySQL or MariaDB server on which migrations are rehearsed, each time in a scratch database of a random name.",
    example: "mysql://rehearsal:password@scratch.example.com",
  },
  SLACK_BOT_TOKEN: { schema: text, about: "The Slack app's bot token.", example: "xoxb-..." },
  SLACK_SIGNING_SECRET: { schema: text, about: "The Slack app's signing secret.", example: "8f74..." },
} as const satisfies Record<string, Variable>;

export type VariableName = keyof typeof variables;

/** The values that were set and are right, by variable. */
export type Values = { readonly [Name in VariableName]?: z.output<(typeof variables)[Name]["schema"]> };
