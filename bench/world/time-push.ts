import { setTimeout as sleep } from "node:timers/promises";
import type { DeployRepository } from "./deploy-repository.js";
import type { RunningApp, World } from "./start-world.js";

export const appContext = "pre-deploy-checker/web";

export interface TimedPush {
  readonly world: World;
  readonly repository: DeployRepository;
  /** Who gets the webhook. */
  readonly listener: RunningApp;
  /** The status context that it posts. */
  readonly context: string;
  readonly expected: "success" | "failure";
}

const patienceMs = 120_000;
/** What follows a status (saving it, telling of it) must not fall into the next measurement. */
const restMs = 150;

/**
 * Pushes a new head and measures, in milliseconds, from the moment that its webhook is sent until its final status
 * stands on the local GitHub. Throws where that is not the expected one.
 */
export async function timePush({
  world,
  repository,
  listener,
  context,
  expected,
}: TimedPush): Promise<number> {
  const { github, gate } = world;
  gate.target = listener.webhookUrl;
  const head = await repository.push();
  const push = await gate.nextPush();
  await sleep(restMs);

  const started = performance.now();
  const delivered = gate.deliver(listener.webhookUrl, push);
  const status = await github.waitForStatus(
    repository.name,
    head,
    (posted) => posted.context === context && posted.state !== "pending",
    { timeoutMs: patienceMs },
  );
  const took = performance.now() - started;

  const code = await delivered;
  if (code !== 202 || status.state !== expected)
    throw new Error(
      `${context} on ${repository.name}: ${code}, ${status.state}: ${String(status.description)}`,
    );
  await github.idle();
  return took;
}
