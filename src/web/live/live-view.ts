import type { CheckProgress } from "../../deploys/progress-board.js";

/** What a page needs to follow the checks of its head. */
export interface LiveView {
  /** Where the browser listens for news, with the mark of what the page shows. */
  readonly eventsHref: string;
  /** Whether a check runs or was asked for: then its steps are shown. */
  readonly isRunning: boolean;
  /** How far it is; null: it waits, or another process runs it. */
  readonly progress: CheckProgress | null;
}
