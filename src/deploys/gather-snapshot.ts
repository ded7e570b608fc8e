import { activeChecks } from "../checker/active-checks.js";
import { type Fact, isKnown } from "../checker/fact.js";
import type { Rules } from "../checker/rules.js";
import type { FactId, Facts, Snapshot } from "../checker/snapshot.js";
import {
  DependencyUnknown,
  type DeploySubject,
  FactNotAsked,
  type FactValue,
  type Gathering,
  type Sources,
} from "./facts/gathering.js";
import { factSources } from "./facts/index.js";
import type { Clock } from "./ports/clock.js";
import type { LoggedCommit } from "./ports/mirror.js";
import { SourceUnavailable } from "./ports/unavailable.js";
import { productionName } from "./resolve-production.js";
import type { Progress } from "./progress.js";
import { type PreviousEvaluation, standIn, unavailableFact } from "./stand-in.js";

export interface GatherRequest {
  readonly subject: DeploySubject;
  readonly sources: Sources;
  readonly clock: Clock;
  readonly progress: Progress;
  /** "owner/name" */
  readonly repository: string;
  readonly repositoryUrl: string | null;
  readonly policy: Snapshot["policy"];
  /** How people call the head: the branch's name. */
  readonly headRef: string;
  /**
   * Reads the last report and snapshot of the same head: where an outage began, and what may stand in for a live fact.
   * Asked at most once, and only where something could not be had.
   */
  readonly previous: () => Promise<PreviousEvaluation>;
  readonly random: () => number;
}

/** Gathers every fact that the rules need, each as early as what it builds on allows, and none that nobody needs. */
export async function gatherSnapshot(given: GatherRequest): Promise<Snapshot> {
  let asked: Promise<PreviousEvaluation> | null = null;
  const request = { ...given, previous: () => (asked ??= given.previous()) };
  const gathering = createGathering(request);
  const needed = neededFacts(request.subject.rules);
  const ids = Object.keys(factSources) as FactId[];
  const facts = await Promise.all(
    ids.map(
      async (id) =>
        [id, needed.has(id) ? await gathering.fact(id) : { notAsked: "no check needs it" }] as const,
    ),
  );
  return {
    version: 1,
    repository: request.repository,
    target: request.subject.target.name,
    at: request.clock.now().toISOString(),
    repositoryUrl: request.repositoryUrl,
    policy: request.policy,
    productionRef: productionName(request.subject.target.production),
    head: { ref: request.headRef, sha: request.subject.head },
    facts: Object.fromEntries(facts) as unknown as Facts,
  };
}

function neededFacts(rules: Rules): ReadonlySet<FactId> {
  const always: readonly FactId[] = ["production", "range", "origins", "issues"];
  return new Set([...always, ...activeChecks(rules).flatMap((check) => [...check.needs])]);
}

function createGathering(request: GatherRequest): Gathering {
  const commits = Promise.withResolvers<readonly LoggedCommit[]>();
  commits.promise.catch(() => undefined);
  const started = new Map<FactId, Promise<unknown>>();
  const gathering: Gathering = {
    ...request,
    commits: commits.promise,
    commitsKnown: (known) => commits.resolve(known),
    fact<Id extends FactId>(id: Id): Promise<Facts[Id]> {
      const running = started.get(id) ?? gatherFact(request, gathering, id);
      started.set(id, running);
      return running as Promise<Facts[Id]>;
    },
    async value<Id extends FactId>(id: Id): Promise<FactValue<Id>> {
      const fact: Fact<unknown> = await gathering.fact(id);
      if (isKnown(fact)) return fact.value as FactValue<Id>;
      throw new DependencyUnknown(fact);
    },
  };
  const failEarlyReaders = async (): Promise<void> => {
    await gathering.value("range").catch((error: unknown) => commits.reject(error));
  };
  void failEarlyReaders();
  return gathering;
}

async function gatherFact<Id extends FactId>(
  request: GatherRequest,
  gathering: Gathering,
  id: Id,
): Promise<Facts[Id]> {
  const at = request.clock.now().toISOString();
  try {
    const value = await factSources[id].gather(gathering);
    return { value, at, source: factSources[id].source } as Facts[Id];
  } catch (error) {
    if (error instanceof FactNotAsked) return { notAsked: `not asked: ${error.message}` } as Facts[Id];
    if (error instanceof DependencyUnknown) return error.fact;
    if (!(error instanceof SourceUnavailable)) throw error;
    const { subject, clock, random, policy } = request;
    const missing = { id, error, previous: await request.previous(), now: clock.now(), random: random() };
    const remembered = await standIn(missing, {
      maxAge: subject.rules.maxAge[id],
      policySha: policy.sha,
      production: () => gathering.fact("production"),
    });
    return (remembered ?? unavailableFact(missing)) as Facts[Id];
  }
}
