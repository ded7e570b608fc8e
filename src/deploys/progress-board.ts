import { evaluationSteps, type EvaluationStep, type Progress, type ProgressEvent } from "./progress.js";

/** One head of one target, which is being checked or was. */
export interface CheckedHead {
  readonly repositoryId: number;
  readonly target: string;
  readonly head: string;
}

export interface StepProgress {
  readonly step: EvaluationStep;
  /** `skipped`: the check came to its end without it. */
  readonly state: "waiting" | "running" | "done" | "skipped";
  /** How many of how many, where the step counts. */
  readonly count: { readonly done: number; readonly total: number } | null;
}

/** A check that runs: every step, in order. */
export type CheckProgress = readonly StepProgress[];

export interface CheckUnderWay {
  readonly tell: Progress;
  /** The check is over, or goes on under another that was begun meanwhile. To be called once. */
  end(): void;
}

/** Which checks run in this process and how far they are: for whoever looks at the page meanwhile. Nothing is kept. */
export interface ProgressBoard {
  /** A check of the head begins. Where one is under way already, both are the same until the last has ended. */
  begin(head: CheckedHead): CheckUnderWay;
  /** Null: none runs in this process. */
  of(head: CheckedHead): CheckProgress | null;
  /** Calls back when a check of the head begins, goes on or ends; answers how to end that. */
  watch(head: CheckedHead, onChange: () => void): () => void;
}

export function createProgressBoard(): ProgressBoard {
  const running = new Map<string, { events: Map<EvaluationStep, ProgressEvent>; parties: number }>();
  const watchers = new Map<string, Set<() => void>>();
  const keyOf = ({ repositoryId, target, head }: CheckedHead): string => `${repositoryId} ${target} ${head}`;
  const changed = (key: string): void => watchers.get(key)?.forEach((onChange) => onChange());

  return {
    begin(head) {
      const key = keyOf(head);
      const check = running.get(key) ?? { events: new Map<EvaluationStep, ProgressEvent>(), parties: 0 };
      check.parties++;
      running.set(key, check);
      changed(key);
      return {
        tell(event) {
          check.events.set(event.step, event);
          changed(key);
        },
        end() {
          check.parties--;
          if (check.parties === 0) running.delete(key);
          changed(key);
        },
      };
    },
    of(head) {
      const check = running.get(keyOf(head));
      return check === undefined ? null : progressOf(check.events);
    },
    watch(head, onChange) {
      const key = keyOf(head);
      const those = watchers.get(key) ?? new Set();
      watchers.set(key, those.add(onChange));
      return () => {
        those.delete(onChange);
        if (those.size === 0 && watchers.get(key) === those) watchers.delete(key);
      };
    },
  };
}

/** The steps whose beginning shows that another one is done. */
const followers: Readonly<Record<EvaluationStep, readonly EvaluationStep[]>> = {
  git: ["commits", "issues", "migrations", "checks", "status"],
  // Jira is asked as soon as the log is known, while git still works out what of it counts.
  commits: ["migrations", "checks", "status"],
  issues: ["checks", "status"],
  migrations: ["checks", "status"],
  checks: ["status"],
  status: [],
};

/** How far a check is by what it has told so far, the newest of each step. */
export function progressOf(events: ReadonlyMap<EvaluationStep, ProgressEvent>): CheckProgress {
  return evaluationSteps.map((step) => {
    const event = events.get(step);
    const { done, total } = event ?? {};
    const count = done === undefined || total === undefined || total === 0 ? null : { done, total };
    const isPast = followers[step].some((follower) => events.has(follower));
    if (event === undefined) return { step, state: isPast ? "skipped" : "waiting", count };
    const isComplete = isPast || (count !== null && count.done >= count.total);
    return { step, state: isComplete ? "done" : "running", count };
  });
}
