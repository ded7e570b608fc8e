import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { startGitHub, type LocalGitHub } from "../test/support/github/index.js";
import { defaultPermissions } from "../test/support/github/options.js";
import { startJira, type LocalJira } from "../test/support/jira/index.js";
import { announceStatuses } from "./announce-statuses.js";
import type { Cleanup } from "./cleanup.js";
import { firstFinalStatuses, type DemoStatus } from "./first-final-statuses.js";
import { inviteVisitors } from "./invite-visitors.js";
import { printStatus, printSuggestions } from "./print.js";
import { pushDeploy, shipSample, type ShippedSample } from "./push-sample.js";
import { jiraSeed } from "./sample/jira.js";
import { platformPeople, platformPolicy } from "./sample/platform-policy.js";
import { platformRepository } from "./sample/platform-repository.js";
import { rowCounts } from "./sample/row-counts.js";
import { onCallVisitor } from "./sample/visitors.js";
import { webPeople, webPolicy } from "./sample/web-policy.js";
import { webRepository } from "./sample/web-repository.js";
import { serveOnCall } from "./serve-on-call.js";
import { startApp, type RunningApp } from "./start-app.js";

const samples = [webRepository(webPolicy), platformRepository(platformPolicy)];
/** Where people can sign in, their word is asked for too. */
const samplesWithPeople = [
  webRepository(webPolicy + webPeople),
  platformRepository(platformPolicy + platformPeople),
];

export interface Demonstration {
  readonly port: number;
  readonly once: boolean;
  readonly signIn: boolean;
  /** The folder that everything lives in. */
  readonly folder: string;
  readonly cleanup: Cleanup;
  /** Resolves when somebody wants the demo to end. */
  readonly stopped: Promise<unknown>;
}

/** Starts all that belongs to the product's world, pushes the sample deploys, and shows what the app says. */
export async function demonstrate({
  port,
  once,
  signIn,
  folder,
  cleanup,
  stopped,
}: Demonstration): Promise<void> {
  console.log("Starting a local GitHub and a local Jira ...");
  let announce: ReturnType<typeof announceStatuses> = () => undefined;
  const github = await startGitHub({
    reposDir: join(folder, "github"),
    // Whether somebody is in a team that may approve.
    permissions: { ...defaultPermissions, members: "read" },
    onExchange: (exchange) => announce(exchange),
  });
  cleanup.add(() => github.close());
  const jira = await startJira({ kind: "cloud", ...jiraSeed });
  cleanup.add(() => jira.close());
  console.log(`  GitHub  ${github.url}\n  Jira    ${jira.url}`);

  console.log("Filling them with sample repositories and issues ...");
  const shipped: ShippedSample[] = [];
  for (const sample of signIn ? samplesWithPeople : samples)
    shipped.push(await shipSample(github, sample, folder));
  inviteVisitors(
    github,
    shipped.map(({ repository }) => repository),
  );

  console.log("Starting the app ...");
  const rota = await serveOnCall(onCallVisitor);
  cleanup.add(() => rota.close());
  const app = await startDemoApp({ port, folder, github, jira, onCallUrl: rota.url, signIn });
  cleanup.add(() => app.stop());
  console.log(`  App     ${app.url}`);

  const shown: DemoStatus[] = [];
  const work = async () => {
    for (const sample of shipped) {
      const {
        repository,
        sample: { deployBranch },
      } = sample;
      console.log(`git push origin ${deployBranch}   (${repository})`);
      const deploy = await pushDeploy(sample);
      for await (const status of firstFinalStatuses(github, deploy)) {
        printStatus(status);
        shown.push(status);
      }
    }
    printSuggestions({ app, jira, samples: shipped, once, signIn });
    if (once) return;
    announce = announceStatuses(shown);
    await stopped;
  };
  await Promise.race([work(), app.ended]);
}

async function startDemoApp(parts: {
  readonly port: number;
  readonly folder: string;
  readonly github: LocalGitHub;
  readonly jira: LocalJira;
  readonly onCallUrl: string;
  readonly signIn: boolean;
}): Promise<RunningApp> {
  const { port, folder, github, jira, onCallUrl, signIn } = parts;
  const jiraSecret = randomBytes(20).toString("hex");
  const rowCountFile = join(folder, "row-counts.json");
  writeFileSync(rowCountFile, rowCounts(new Date()));
  const app = await startApp({
    port,
    logFile: join(folder, "app.log"),
    environment: {
      NODE_ENV: "production",
      HOST: "127.0.0.1",
      PORT: String(port),
      PUBLIC_URL: `http://localhost:${port}`,
      DATA_DIR: join(folder, "data"),
      APP_ID: String(github.app.id),
      PRIVATE_KEY: github.app.privateKeyPem,
      WEBHOOK_SECRET: github.app.webhookSecret,
      GHE_HOST: github.host,
      GHE_PROTOCOL: "http",
      JIRA_API_URL: jira.url,
      JIRA_EMAIL: jira.credentials.email,
      JIRA_API_TOKEN: jira.credentials.apiToken,
      JIRA_WEBHOOK_SECRET: jiraSecret,
      ROW_COUNTS_PRIMARY_URL: pathToFileURL(rowCountFile).href,
      ON_CALL_PRIMARY_URL: onCallUrl,
      DEPLOY_REPORT_SECRET: randomBytes(20).toString("hex"),
      SESSION_SECRET: randomBytes(32).toString("hex"),
      ...(signIn
        ? { GITHUB_CLIENT_ID: github.app.clientId, GITHUB_CLIENT_SECRET: github.app.clientSecret }
        : {}),
    },
  });
  github.setWebhookUrl(`http://127.0.0.1:${port}/api/github/webhooks`);
  jira.registerWebhook({ url: `http://127.0.0.1:${port}/api/jira/webhooks`, secret: jiraSecret });
  return app;
}
