import { readFileSync } from "node:fs";
import { getRequestListener } from "@hono/node-server";
import type { PermissionSource } from "./access/ports/permission-source.js";
import type { SessionStore } from "./access/ports/session-store.js";
import { createApprovalDesk } from "./access/approve-findings.js";
import { createFixDesk } from "./access/fix-issue.js";
import { createSignOffDesk } from "./access/give-sign-off.js";
import { createDeployPeople } from "./access/people-of-deploy.js";
import type { OnCallSource } from "./access/ports/on-call-source.js";
import { createRecentPermissions } from "./access/recent-permissions.js";
import { createRepositoryAccess } from "./access/repository-access.js";
import { createSessions } from "./access/sessions.js";
import { createResponsibilityDesk } from "./access/take-responsibility.js";
import { connectJira, jiraWebhooks } from "./connect-jira.js";
import { createCheckRef } from "./deploys/check-ref.js";
import { createDeploymentReports } from "./deploys/deployment-reports.js";
import { createMigrationTimings } from "./deploys/migration-timings.js";
import { createIssueEvents } from "./deploys/issue-events.js";
import type { Parts } from "./deploys/parts.js";
import { createProgressBoard } from "./deploys/progress-board.js";
import type { CheckQueue } from "./deploys/ports/check-queue.js";
import { type Clock, systemClock } from "./deploys/ports/clock.js";
import type { IssueEditor } from "./deploys/ports/issue-editor.js";
import { fullName } from "./deploys/ports/repository.js";
import type { Store } from "./deploys/ports/store.js";
import { createRepositoryEvents } from "./deploys/repository-events.js";
import { createStatusPublisher } from "./deploys/status-publisher.js";
import { discoverRepositories, sweep } from "./deploys/sweep.js";
import { createProcessEstimator } from "./estimation/create-process-estimator.js";
import { createMirror } from "./git/create-mirror.js";
import { type GitHelperOptions, startGitHelper } from "./git/start-git-helper.js";
import { createCodeHost } from "./github/create-code-host.js";
import { createIdentityProvider } from "./github/identity-provider.js";
import { startHttpServer } from "./http-server.js";
import { createJobs } from "./jobs/create-jobs.js";
import type { JobHandlers } from "./jobs/job-handlers.js";
import { createLogger } from "./log.js";
import { createMetrics } from "./metrics.js";
import { createOnCallSource } from "./on-call/create-on-call-source.js";
import { createReadiness } from "./readiness.js";
import type { Environment, Settings } from "./settings.js";
import { createSessionStore } from "./store/sessions.js";
import { createStore } from "./store/create-store.js";
import { forPages } from "./store/for-pages.js";
import { makeDataFolder } from "./store/make-data-folder.js";
import { openDatabase } from "./store/open-database.js";
import { createTableStatistics } from "./table-statistics/create-table-statistics.js";
import { startWebhookProxy } from "./webhook-proxy.js";
import { createWeb } from "./web/create-web.js";
import type { SignInParts } from "./web/sign-in/sign-in-parts.js";
import { createGitHubApp } from "./webhooks/create-github-app.js";
import { createWebhooks } from "./webhooks/create-webhooks.js";

/** How far back failed webhook deliveries are asked for again; GitHub keeps them for three days. */
const redeliverWithinMs = 3 * 24 * 60 * 60 * 1000;

export interface App {
  /** The port that is listened on. */
  readonly port: number;
  /** Takes no more requests, lets running work end, and closes everything. */
  stop(): Promise<void>;
}

/**
 * The composition root: builds every part once, joins them, and starts to listen and to work.
 * `environment`: what git processes may see of it is chosen there. `onFatal`: the process cannot go on (another
 * one has taken the embedded database). `gitHelper`: for sources that run without a build.
 *
 * @throws DataFolderUnusable, DatabaseUnreachable, DatabaseInUse, MigrationFailed, CannotListen
 */
export async function startApp(
  settings: Settings,
  {
    environment,
    onFatal,
    gitHelper,
  }: {
    readonly environment: Environment;
    readonly onFatal: (error: Error) => void;
    readonly gitHelper?: GitHelperOptions;
  },
): Promise<App> {
  const clock = systemClock;
  const logger = createLogger(settings.server.logLevel);
  for (const warning of settings.warnings) logger.warn(warning);

  await makeDataFolder(settings.dataDir);
  const git = startGitHelper(gitHelper);
  const database = await openDatabase(
    settings.databaseUrl === null ? { dataDir: settings.dataDir } : { databaseUrl: settings.databaseUrl },
    { onLost: onFatal, onError: (error) => logger.warn({ err: error }, "an idle database connection broke") },
  );
  const store = createStore(database.kysely, {
    onUnreadable: (error) =>
      logger.warn({ err: error }, "a stored report cannot be read; it counts as not there"),
  });
  const sessionStore = createSessionStore(database.kysely);
  const jobs = await createJobs({ database: database.engine, logger });
  const { appId, privateKey, apiUrl, webUrl } = settings.github;
  const codeHost = createCodeHost({ appId, privateKey, baseUrl: apiUrl, webUrl, clock, logger });
  const mirror = createMirror({
    dataDir: settings.dataDir,
    originFor: (repository) => `${webUrl}/${fullName(repository)}.git`,
    tokenFor: (repository, refused) => codeHost.tokenFor(repository, { contents: "read" }, refused),
    environment,
    logger,
    runGit: git.run,
  });
  const { issueTracker, issueEditor, closeIssueTracker } = connectJira(settings.jira, logger);
  const tableStatistics = createTableStatistics({ sources: settings.rowCounts, clock });
  const onCall = createOnCallSource({ addresses: settings.onCall, clock });
  const migrationEstimator = createProcessEstimator({ rehearsalUrl: settings.rehearsalUrl });
  const publisher = createStatusPublisher({ codeHost, store, clock, publicUrl: settings.server.publicUrl });
  const metrics = createMetrics(() => jobs.stats());
  const stopping = new AbortController();
  const parts: Parts = {
    codeHost,
    issueTracker,
    mirror,
    tableStatistics,
    migrationEstimator,
    store,
    queue: jobs.queue,
    publisher,
    clock,
    logger,
    progress: createProgressBoard(),
    onReport: (report) => metrics.deployChecked(report),
    random: Math.random,
  };

  const receiver = await createGitHubApp({
    appId,
    privateKey,
    secret: settings.github.webhookSecret,
    baseUrl: apiUrl,
    logger,
    events: {
      ...createRepositoryEvents(parts),
      authorizationRevoked: (personId) => sessionStore.endSessionsOf(personId),
    },
    clock,
  });
  const { webhookSecret, previousWebhookSecret } = settings.github;
  const webhooks = createWebhooks({
    github: {
      secrets: previousWebhookSecret === null ? [webhookSecret] : [webhookSecret, previousWebhookSecret],
      receiver,
    },
    jira: { ...jiraWebhooks(settings.jira), events: createIssueEvents(parts), clock },
    deployments: { secret: settings.deployReportSecret, reports: createDeploymentReports(parts), clock },
    migrationTimings: { secret: settings.deployReportSecret, timings: createMigrationTimings(parts), clock },
    logger,
  });
  const readiness = createReadiness({ store, codeHost, now: () => clock.now().getTime() });
  const pageStore = forPages(store);
  const web = createWeb({
    store: pageStore,
    queue: jobs.queue,
    clock,
    publicUrl: new URL(settings.server.publicUrl),
    signIn: signInWith(settings, {
      codeHost,
      issueEditor,
      sessionStore,
      store: pageStore,
      onCall,
      queue: jobs.queue,
      clock,
    }),
    people: createDeployPeople({ store: pageStore, onCall }),
    progress: parts.progress,
    stopping: stopping.signal,
    metrics: () => metrics.read(),
    ready: () => readiness.check(),
    logger,
    version: readVersion(),
  });
  const answerPage = getRequestListener(web.fetch, { overrideGlobalObjects: false });

  const server = await startHttpServer(
    settings.server,
    [
      webhooks,
      async (request, response) => {
        await answerPage(request, response);
        return true;
      },
    ],
    (error) => logger.error({ err: error }, "a request could not be answered"),
  );
  await jobs.start(jobHandlers(parts));
  const proxy = await startWebhookProxy(settings.github.webhookProxyUrl, server.port, logger);
  void readiness
    .ask()
    .then(readiness.check)
    .then(
      () => logger.info({ port: server.port, publicUrl: settings.server.publicUrl }, "ready"),
      (error: unknown) => logger.error({ err: error }, "not ready"),
    );

  return {
    port: server.port,
    async stop() {
      logger.info("stopping");
      stopping.abort();
      await proxy.close();
      await server.close();
      await jobs.stop();
      await closeIssueTracker();
      await migrationEstimator.close();
      git.close();
      await database.close();
    },
  };
}

function jobHandlers(parts: Parts): JobHandlers {
  const { codeHost, store, clock, mirror } = parts;
  const checkRef = createCheckRef(parts);
  return {
    checkRef: (request, { superseded }) => checkRef(request, { superseded }),
    async sweep() {
      // What is known already is looked at also where GitHub does not list what there is.
      await discoverRepositories(parts).finally(() => sweep(parts));
    },
    async redeliver() {
      await codeHost.redeliverFailed(new Date(clock.now().getTime() - redeliverWithinMs));
    },
    async housekeep() {
      await store.housekeep(clock.now());
      await mirror.tidy();
    },
  };
}

/** Undefined where no credentials for it are set: then the pages are for this machine only. */
function signInWith(
  { github, apiTokens, sessionSecret }: Settings,
  parts: {
    readonly codeHost: PermissionSource;
    readonly issueEditor: IssueEditor | null;
    readonly sessionStore: SessionStore;
    readonly store: Store;
    readonly onCall: OnCallSource;
    readonly queue: CheckQueue;
    readonly clock: Clock;
  },
): SignInParts | undefined {
  const { oauth, apiUrl, webUrl } = github;
  if (oauth === null) return undefined;
  const { codeHost, issueEditor, sessionStore, store, onCall, queue, clock } = parts;
  const access = createRepositoryAccess(codeHost, clock, (person) => sessionStore.renamePerson(person));
  const lately = createRecentPermissions(codeHost, access, clock);
  return {
    identityProvider: createIdentityProvider({ ...oauth, apiUrl, webUrl }),
    sessions: createSessions({ store: sessionStore, clock, secret: sessionSecret }),
    access,
    approvalDesk: createApprovalDesk({ store, permissions: codeHost, lately, queue, clock }),
    signOffDesk: createSignOffDesk({ store, permissions: codeHost, lately, onCall, queue, clock }),
    responsibilityDesk: createResponsibilityDesk({ store, permissions: codeHost, lately, clock }),
    fixDesk:
      issueEditor === null
        ? null
        : createFixDesk({ store, permissions: codeHost, editor: issueEditor, queue, clock }),
    apiTokens,
  };
}

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  return version;
}
