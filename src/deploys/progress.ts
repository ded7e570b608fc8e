/** A step of an evaluation, told while it runs: "issues", 120 of 600. */
export interface ProgressEvent {
  readonly step: "git" | "commits" | "issues" | "migrations" | "checks";
  readonly done?: number;
  readonly total?: number;
}

export type Progress = (event: ProgressEvent) => void;

export const silent: Progress = () => undefined;
