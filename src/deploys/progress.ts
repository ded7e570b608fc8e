/** What an evaluation does, in the order in which it begins. */
export const evaluationSteps = ["git", "commits", "issues", "migrations", "checks", "status"] as const;

export type EvaluationStep = (typeof evaluationSteps)[number];

/** A step of an evaluation, told while it runs: "issues", 120 of 600. */
export interface ProgressEvent {
  readonly step: EvaluationStep;
  readonly done?: number;
  readonly total?: number;
}

export type Progress = (event: ProgressEvent) => void;
