import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  InvalidSettings,
  readJiraSettings,
  readSettings,
  type Environment,
  type Settings,
} from "../src/settings.js";
import { variables } from "../src/settings/variables.js";

const pem = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({
  type: "pkcs1",
  format: "pem",
}) as string;
const minimal = { APP_ID: "123", PRIVATE_KEY: pem, WEBHOOK_SECRET: "0123456789abcdef0123" };
const jira = {
  JIRA_API_URL: "https://acme.atlassian.net/",
  JIRA_EMAIL: "a@acme.test",
  JIRA_API_TOKEN: "tok",
};

function mistakesOf(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof InvalidSettings)
      return error.mistakes.map(({ variable, problem }) => `${variable} ${problem}`);
    throw error;
  }
  return [];
}

test("three settings are enough, the rest has defaults", () => {
  expect(readSettings(minimal)).toEqual({
    server: { port: 3000, host: "127.0.0.1", publicUrl: "http://localhost:3000", logLevel: "info" },
    github: {
      appId: 123,
      privateKey: pem,
      webhookSecret: minimal.WEBHOOK_SECRET,
      previousWebhookSecret: null,
      apiUrl: "https://api.github.com",
      webUrl: "https://github.com",
      webhookProxyUrl: null,
      oauth: null,
    },
    jira: null,
    databaseUrl: null,
    dataDir: "./data",
    sessionSecret: null,
    deployReportSecret: null,
    apiTokens: [],
    rowCounts: [],
    onCall: [],
    rehearsalUrl: null,
    slack: null,
    warnings: ["PUBLIC_URL is not set: commit statuses link to this machine only."],
  } satisfies Settings);
});

test("all settings are read", () => {
  const sha256 = "9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08";
  const settings = readSettings({
    ...minimal,
    ...jira,
    WEBHOOK_SECRET_PREVIOUS: "the one before it was changed",
    WEBHOOK_PROXY_URL: "https://smee.io/abc",
    GITHUB_CLIENT_ID: "Iv1.abc",
    GITHUB_CLIENT_SECRET: "client-secret",
    GHE_HOST: "127.0.0.1:4000",
    GHE_PROTOCOL: "http",
    PORT: "8080",
    HOST: "0.0.0.0",
    LOG_LEVEL: "DEBUG",
    PUBLIC_URL: "https://deploys.acme.test/",
    DATABASE_URL: "postgresql://u:p@db/checker",
    DATA_DIR: "/var/lib/checker",
    SESSION_SECRET: "0123456789abcdef",
    JIRA_BROWSE_URL: "https://jira.acme.test/jira/",
    JIRA_READ_ONLY: "true",
    JIRA_KIND: "data-center",
    JIRA_PROJECTS: "story, TECH",
    JIRA_WEBHOOK_SECRET: "0123456789abcdef",
    JIRA_WEBHOOK_TOKEN: "0123456789abcdef",
    DEPLOY_REPORT_SECRET: "0123456789abcdef",
    API_TOKENS: `deploy-tool:${sha256}`,
    ROW_COUNTS_PRIMARY_URL: "mysql://reader:p@db/app",
    ROW_COUNTS_EU_PRIMARY_URL: "file:/var/rows.json",
    ROW_COUNTS_EU_PRIMARY_REPOSITORIES: "Acme/Web acme/*",
    ON_CALL_EU_URL: "https://rota:p@rota.acme.test/now",
    ON_CALL_EU_REPOSITORIES: "Acme/*",
    SLACK_BOT_TOKEN: "xoxb-1",
    SLACK_SIGNING_SECRET: "signing",
  });
  expect(settings).toMatchObject({
    server: { port: 8080, host: "0.0.0.0", publicUrl: "https://deploys.acme.test", logLevel: "debug" },
    github: {
      previousWebhookSecret: "the one before it was changed",
      apiUrl: "http://127.0.0.1:4000/api/v3",
      webUrl: "http://127.0.0.1:4000",
      webhookProxyUrl: "https://smee.io/abc",
      oauth: { clientId: "Iv1.abc", clientSecret: "client-secret" },
    },
    jira: {
      apiUrl: "https://acme.atlassian.net",
      browseUrl: "https://jira.acme.test/jira",
      auth: { kind: "basic", email: "a@acme.test", apiToken: "tok" },
      kind: "data-center",
      projects: ["STORY", "TECH"],
      isReadOnly: true,
      webhookSecret: "0123456789abcdef",
      webhookToken: "0123456789abcdef",
    },
    databaseUrl: "postgresql://u:p@db/checker",
    dataDir: "/var/lib/checker",
    sessionSecret: "0123456789abcdef",
    deployReportSecret: "0123456789abcdef",
    apiTokens: [{ name: "deploy-tool", sha256: sha256.toLowerCase() }],
    rowCounts: [
      { name: "eu-primary", url: "file:/var/rows.json", repositories: ["acme/web", "acme/*"] },
      { name: "primary", url: "mysql://reader:p@db/app", repositories: null },
    ],
    onCall: [{ name: "eu", url: "https://rota:p@rota.acme.test/now", repositories: ["acme/*"] }],
    slack: { botToken: "xoxb-1", signingSecret: "signing" },
    warnings: [],
  });
});

describe("the private key", () => {
  const { PRIVATE_KEY: _, ...withoutKey } = minimal;
  test.each([
    ["with line breaks", { PRIVATE_KEY: pem }],
    ["with \\n written out", { PRIVATE_KEY: pem.replaceAll("\n", "\\n") }],
    ["in base64", { PRIVATE_KEY: Buffer.from(pem).toString("base64") }],
    ["in a file", { PRIVATE_KEY_PATH: "/keys/app.pem" }],
  ])("%s", (_name, key) => {
    const settings = readSettings({ ...withoutKey, ...key }, (path) => {
      expect(path).toBe("/keys/app.pem");
      return pem;
    });
    expect(settings.github.privateKey).toBe(pem);
  });

  test.each<[string, Environment, string]>([
    ["nowhere", {}, "PRIVATE_KEY is missing (or set PRIVATE_KEY_PATH)"],
    ["something else", { PRIVATE_KEY: "abc" }, "PRIVATE_KEY does not hold an RSA private key in PEM format"],
    [
      "in a file that is not there",
      { PRIVATE_KEY_PATH: "/nowhere/app.pem" },
      "PRIVATE_KEY_PATH names a file that cannot be read (ENOENT)",
    ],
    [
      "in a file of something else",
      { PRIVATE_KEY_PATH: "package.json" },
      "PRIVATE_KEY_PATH names a file that does not hold an RSA private key in PEM format",
    ],
  ])("%s is a mistake", (_name, key, problem) => {
    expect(mistakesOf(() => readSettings({ ...withoutKey, ...key }))).toEqual([problem]);
  });
});

test.each<[Environment, string]>([
  [{ APP_ID: "" }, "APP_ID is missing"],
  [{ APP_ID: "Iv1.abc" }, "APP_ID is not a number"],
  [{ WEBHOOK_SECRET: " " }, "WEBHOOK_SECRET is missing"],
  [{ WEBHOOK_SECRET: "development" }, 'WEBHOOK_SECRET is "development", which everybody knows'],
  [{ PORT: "http" }, "PORT is not a port number"],
  [{ PORT: "70000" }, "PORT is not a port number (at most 65535)"],
  [{ LOG_LEVEL: "loud" }, "LOG_LEVEL is none of trace, debug, info, warn, error, fatal, silent"],
  [{ GHE_HOST: "https://ghe.acme.test" }, "GHE_HOST is not a host name (no https://, no path)"],
  [{ GHE_PROTOCOL: "ftp" }, "GHE_PROTOCOL is none of https, http"],
  [{ PUBLIC_URL: "deploys.acme.test" }, "PUBLIC_URL is not a URL (it starts with https://)"],
  [
    { PUBLIC_URL: "https://acme.test/deploys" },
    "PUBLIC_URL has a path: the app is served at the root of a host name of its own",
  ],
  [
    { DATABASE_URL: "mysql://db/checker" },
    "DATABASE_URL is not a URL that starts with postgres:// or postgresql://",
  ],
  [{ GITHUB_CLIENT_ID: "a" }, "GITHUB_CLIENT_SECRET is missing, which GITHUB_CLIENT_ID needs"],
  [{ SLACK_SIGNING_SECRET: "a" }, "SLACK_BOT_TOKEN is missing, which SLACK_SIGNING_SECRET needs"],
  [{ API_TOKENS: "deploy-tool:secret" }, "API_TOKENS has an entry that is not name:sha256"],
  [
    { ROW_COUNTS_MAIN_REPOSITORIES: "acme/web" },
    "ROW_COUNTS_MAIN_URL is missing, although ROW_COUNTS_MAIN_REPOSITORIES is there",
  ],
  [
    { ROW_COUNTS_MAIN_URL: "file:/a.json", ROW_COUNTS_MAIN_REPOSITORIES: "web" },
    "ROW_COUNTS_MAIN_REPOSITORIES has an entry that is not owner/name or owner/*",
  ],
  [
    { ROW_COUNTS_MAIN_URL: "http://db.example.com/rows.json" },
    "ROW_COUNTS_MAIN_URL is plain http, which is for this machine only: write https://",
  ],
  [{ ROW_COUNTS_MAIN_URL: "postgres://reader@db" }, "ROW_COUNTS_MAIN_URL names no database after the host"],
  [
    { ROW_COUNTS_MAIN_URL: "oracle://db" },
    "ROW_COUNTS_MAIN_URL is not a URL that starts with postgres:// or postgresql:// or mysql:// or file:// or https:// or http://",
  ],
  [
    { ON_CALL_MAIN_URL: "http://rota.example.com/" },
    "ON_CALL_MAIN_URL is plain http, which is for this machine only: write https://",
  ],
  [
    { ON_CALL_MAIN_REPOSITORIES: "acme/web" },
    "ON_CALL_MAIN_URL is missing, although ON_CALL_MAIN_REPOSITORIES is there",
  ],
  [{ ...jira, JIRA_API_URL: "" }, "JIRA_API_URL is missing, although other settings of Jira are there"],
  [{ JIRA_API_URL: "https://acme.test" }, "JIRA_API_TOKEN is missing (with JIRA_EMAIL; or set JIRA_TOKEN)"],
  [{ ...jira, JIRA_EMAIL: "" }, "JIRA_EMAIL is missing, which JIRA_API_TOKEN needs"],
  [{ ...jira, JIRA_API_TOKEN: "" }, "JIRA_API_TOKEN is missing, which JIRA_EMAIL needs"],
  [
    { ...jira, JIRA_TOKEN: "t" },
    "JIRA_TOKEN is set beside JIRA_EMAIL or JIRA_API_TOKEN: only one way can be used",
  ],
  [{ ...jira, JIRA_READ_ONLY: "yes" }, "JIRA_READ_ONLY is none of true, false"],
  [{ ...jira, JIRA_PROJECTS: "," }, "JIRA_PROJECTS is empty"],
  [{ ...jira, JIRA_PROJECTS: "STORY-1" }, "JIRA_PROJECTS has an entry that is not a project key"],
  [
    { ...jira, JIRA_API_URL: "https://me:pw@acme.test" },
    "JIRA_API_URL contains credentials, which do not belong in a URL",
  ],
])("%j is refused", (environment, problem) => {
  expect(mistakesOf(() => readSettings({ ...minimal, ...environment }))).toEqual([problem]);
});

test("all mistakes are named at once, with an example, and no secret is shown", () => {
  const secrets = {
    PRIVATE_KEY: "not-a-key-but-private",
    DATABASE_URL: "mysql://user:hunter2@db",
    ROW_COUNTS_MAIN_URL: "oracle://user:hunter3@db",
    API_TOKENS: "tool:clear-text-token",
    JIRA_WEBHOOK_TOKEN: "white space",
    SESSION_SECRET: "short-session",
  };
  let message = "";
  try {
    readSettings({ ...secrets, PORT: "x" });
  } catch (error) {
    message = error instanceof InvalidSettings ? error.message : "";
  }
  expect(message).toContain("11 settings are missing or wrong");
  expect(message).toContain(
    'APP_ID is missing. The App ID on the GitHub App\'s settings page, under "About".',
  );
  expect(message).toContain("Example: APP_ID=123456");
  for (const name of [...Object.keys(secrets), "WEBHOOK_SECRET", "JIRA_API_URL"]) {
    expect(message).toContain(`  ${name} `);
  }
  for (const secret of Object.values(secrets)) expect(message).not.toContain(secret);
  expect(message).not.toMatch(/hunter|clear-text/);
});

test("what works but looks wrong is a warning", () => {
  const { warnings } = readSettings({
    ...minimal,
    WEBHOOK_SECRET: "short",
    PUBLIC_URL: "https://deploys.acme.test",
    JIRA_API_URL: "http://jira.acme.test",
    JIRA_TOKEN: "t",
    JIRA_TOKN: "t",
    ROW_COUNTS_PRIMARY: "x",
    ON_CALL_URLS: "x",
  });
  expect(warnings).toEqual([
    "WEBHOOK_SECRET is shorter than 16 characters: take one from openssl rand -hex 32.",
    "JIRA_API_URL is not https: the credentials travel in clear text.",
    "JIRA_TOKN is not a setting of this app: is it misspelt?",
    "ROW_COUNTS_PRIMARY is not a setting of this app: is it misspelt?",
    "ON_CALL_URLS is not a setting of this app: is it misspelt?",
  ]);
});

test("sign-in that is set up by halves is a warning", () => {
  const github = { GITHUB_CLIENT_ID: "Iv1.0123456789abcdef", GITHUB_CLIENT_SECRET: "a client secret" };
  const token = `deploy-tool:${"0a".repeat(32)}`;
  const warnings = (settings: Record<string, string>): readonly string[] =>
    readSettings({ ...minimal, PUBLIC_URL: "https://deploys.acme.test", ...settings }).warnings;
  expect(warnings({ ...github, SESSION_SECRET: "long enough to be one" })).toEqual([]);
  expect(warnings({ ...github, PUBLIC_URL: "http://deploys.acme.test" })).toEqual([
    "PUBLIC_URL is not https: who listens in can take over people's sessions.",
    "SESSION_SECRET is not set: sessions are kept under a key that everybody can know.",
  ]);
  expect(warnings({ API_TOKENS: token })).toEqual([
    "API_TOKENS does nothing before people can sign in: set GITHUB_CLIENT_ID and GITHUB_CLIENT_SECRET.",
  ]);
});

test("Jira's settings can be read by themselves", () => {
  expect(readJiraSettings({})).toBeNull();
  expect(readJiraSettings({ JIRA_API_URL: "http://127.0.0.1:1/jira/", JIRA_TOKEN: "t" })).toEqual({
    apiUrl: "http://127.0.0.1:1/jira",
    browseUrl: "http://127.0.0.1:1/jira",
    auth: { kind: "bearer", token: "t" },
    kind: null,
    projects: null,
    isReadOnly: false,
    webhookSecret: null,
    webhookToken: null,
  });
  expect(mistakesOf(() => readJiraSettings({ JIRA_KIND: "cloud" }))).toEqual([
    "JIRA_API_URL is missing, although other settings of Jira are there",
    "JIRA_API_TOKEN is missing (with JIRA_EMAIL; or set JIRA_TOKEN)",
  ]);
});

test(".env.example names exactly the variables that are read", () => {
  const text = readFileSync(".env.example", "utf8");
  const named = [...text.matchAll(/^(?:# )?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name);
  expect([...named].sort()).toEqual(
    [
      ...Object.keys(variables),
      "ON_CALL_PRIMARY_REPOSITORIES",
      "ON_CALL_PRIMARY_URL",
      "ROW_COUNTS_PRIMARY_REPOSITORIES",
      "ROW_COUNTS_PRIMARY_URL",
    ].sort(),
  );
});
