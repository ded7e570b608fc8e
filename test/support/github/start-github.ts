import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GitShell } from "../git-shell/git-shell.js";
import { createAppIdentity } from "./app-identity.js";
import { TokenStore } from "./auth/token-store.js";
import { createContractWatch } from "./contract-watch.js";
import { Faults } from "./faults.js";
import { Accounts } from "./facade/accounts.js";
import { History } from "./facade/history.js";
import { Repositories } from "./facade/repositories.js";
import { Statuses } from "./facade/statuses.js";
import { Work } from "./facade/work.js";
import { createHttpServer } from "./http-server.js";
import { LocalGitHub } from "./local-github.js";
import type { GitHubOptions } from "./options.js";
import type { LoggedRequest } from "./request-log.js";
import type { Site } from "./site.js";
import { WebhookSender } from "./webhooks/webhook-sender.js";
import { World } from "./world/world.js";

/**
 * Starts a GitHub of our own on the loopback interface: REST (at `/api/v3` and at the root), git over smart
 * HTTP, signing in, signed webhooks; with state, and with faults on demand.
 */
export async function startGitHub(options: GitHubOptions = {}): Promise<LocalGitHub> {
  const violations: string[] = [];
  const watch = options.validate === true ? createContractWatch(violations) : null;
  const world = new World(createAppIdentity(options));
  const webhooks = new WebhookSender(world, (occurrence) => watch?.webhook(occurrence));
  const site: Site = { world, webhooks, tokens: new TokenStore(), gitShell: new GitShell() };
  const faults = new Faults();
  const requests: LoggedRequest[] = [];
  let latencyMs = options.latencyMs ?? 0;

  const server = createHttpServer({
    site,
    faults,
    requests,
    latencyMs: () => latencyMs,
    onExchange: (exchange) => {
      watch?.exchange(exchange);
      options.onExchange?.(exchange);
    },
  });
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  world.origin = `http://127.0.0.1:${port}`;

  const folder = options.reposDir ?? (await mkdtemp(join(tmpdir(), "local-github-")));
  const accounts = new Accounts(site);
  const repositories = new Repositories(site, accounts, folder);
  const history = new History(site, repositories);
  return new LocalGitHub({
    site,
    faults,
    requests,
    violations,
    accounts,
    repositories,
    history,
    work: new Work(site, repositories, history),
    statuses: new Statuses(site),
    setLatency: (milliseconds) => {
      latencyMs = milliseconds;
    },
    close: async () => {
      webhooks.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await webhooks.idle();
      await site.gitShell.close();
      if (options.reposDir === undefined) await rm(folder, { recursive: true, force: true });
    },
  });
}
