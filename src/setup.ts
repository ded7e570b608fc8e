import { existsSync } from "node:fs";
import { run } from "probot";

/**
 * Registers the GitHub App in the browser by Probot's manifest flow
 * (https://docs.github.com/en/apps/sharing-github-apps/registering-a-github-app-from-a-manifest): GitHub is shown
 * app.yml, and answers with the credentials, which are written into .env.
 */
const webhookPath = "/api/github/webhooks";

if (existsSync(".env")) process.loadEnvFile(".env");
if (process.env["APP_ID"] !== undefined) {
  process.stderr.write(
    "APP_ID is set already, so this app is registered. To register another one, remove APP_ID, PRIVATE_KEY and\n" +
      "WEBHOOK_SECRET from the environment and from .env.\n",
  );
  process.exit(2);
}
const publicUrl = process.env["PUBLIC_URL"];
if (publicUrl === undefined && process.env["WEBHOOK_PROXY_URL"] === undefined) {
  process.stderr.write(
    "Set PUBLIC_URL to the https address under which GitHub reaches this service, for example\n" +
      "  PUBLIC_URL=https://deploys.example.com npm run setup\n" +
      "or WEBHOOK_PROXY_URL to a channel of https://smee.io to try it from a machine that GitHub cannot reach.\n",
  );
  process.exit(2);
}
// Probot puts this address into the manifest as the place for webhooks.
process.env["WEBHOOK_PROXY_URL"] ??= new URL(webhookPath, publicUrl).href;
await run(() => undefined);
