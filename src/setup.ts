import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { pino } from "pino";
import { run } from "probot";
import { isSet } from "./settings/read-variables.js";
import { setVariables } from "./settings/set-variables.js";
import { variables } from "./settings/variables.js";

/**
 * Registers the GitHub App in the browser by Probot's manifest flow
 * (https://docs.github.com/en/apps/sharing-github-apps/registering-a-github-app-from-a-manifest): GitHub is shown
 * app.yml, and answers with the credentials, which are written into .env.
 */
const webhookPath = "/api/github/webhooks";
const file = ".env";
const addresses = ["PUBLIC_URL", "WEBHOOK_PROXY_URL"] as const;
const kept = [...addresses, "GHE_HOST", "GHE_PROTOCOL"];

if (existsSync(file)) process.loadEnvFile(file);
const { env } = process;
if (isSet(env, "APP_ID")) {
  refuse(
    "APP_ID is set already, so this app is registered. To register another one, remove APP_ID, PRIVATE_KEY and\n" +
      "WEBHOOK_SECRET from the environment and from .env.",
  );
}
if (!isSet(env, "PUBLIC_URL") && !isSet(env, "WEBHOOK_PROXY_URL")) {
  refuse(
    "Set PUBLIC_URL to the https address under which GitHub reaches this service, for example\n" +
      "  PUBLIC_URL=https://deploys.example.com npm run setup\n" +
      "or WEBHOOK_PROXY_URL to a channel of https://smee.io to try it from a machine that GitHub cannot reach.",
  );
}
for (const name of addresses) {
  const parsed = isSet(env, name) ? variables[name].schema.safeParse(env[name]) : null;
  if (parsed?.success === false) {
    refuse(
      `${name} ${parsed.error.issues[0]?.message ?? "is wrong"}. Example: ${name}=${variables[name].example}`,
    );
  }
}

// Probot puts WEBHOOK_PROXY_URL into the manifest as the place for webhooks. It must not see the variable where it
// reads its own options: it would connect to that address as to a channel of smee.io, and fail.
const given = { ...env };
const { WEBHOOK_PROXY_URL: channel, ...ownOptions } = given;
const webhookUrl = isSet(given, "WEBHOOK_PROXY_URL")
  ? channel
  : new URL(webhookPath, given["PUBLIC_URL"]).href;
env["NO_SMEE_SETUP"] = "true";
// In production Probot asks for the very credentials that are to be made here.
delete env["NODE_ENV"];

try {
  const server = await run(() => undefined, {
    env: ownOptions,
    log: pino({ level: "silent" }),
    updateEnv: remember,
  });
  // Only now: run() reads .env again, and an empty line there would win.
  env["WEBHOOK_PROXY_URL"] = webhookUrl;
  process.stdout.write(
    `Open http://localhost:${server.port} and follow the button to GitHub (Ctrl-C ends this).\n` +
      `GitHub's answer, the App's credentials, is written into ${file}.\n`,
  );
} catch (error) {
  refuse(error instanceof Error ? error.message : String(error));
}

/** Keeps what GitHub answered, and the addresses that it was asked with: the service needs both. */
function remember(credentials: Partial<Record<string, string>>): Record<string, string> {
  const values: Record<string, string> = {};
  for (const name of kept) if (isSet(given, name)) values[name] = given[name] ?? "";
  for (const [name, value] of Object.entries(credentials)) {
    // Probot hands over the private key in quotes.
    if (value !== undefined) values[name] = value.replace(/^"([^]*)"$/, "$1");
  }
  const before = existsSync(file) ? readFileSync(file, "utf8") : "";
  writeFileSync(file, setVariables(before, values), { mode: 0o600 });
  process.stdout.write(
    `Wrote ${Object.keys(values).join(", ")} to ${file}.\n` +
      "Next: install the App on the repositories that deploy, end this with Ctrl-C, and start the service: npm start\n" +
      callbackHint(given["PUBLIC_URL"]),
  );
  return values;
}

/** What GitHub needs to know before people can sign in, which the manifest cannot tell it. */
function callbackHint(publicUrl: string | undefined): string {
  if (publicUrl === undefined || publicUrl === "") return "";
  const callback = new URL("/auth/callback", publicUrl).href;
  return `So that people can sign in, add the callback URL ${callback} on the App's settings page.\n`;
}

function refuse(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
