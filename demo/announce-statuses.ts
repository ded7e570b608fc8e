import { z } from "zod";
import type { Exchange } from "../test/support/github/index.js";
import type { DemoStatus } from "./first-final-statuses.js";
import { printStatus } from "./print.js";

const statusPath = /^\/repos\/([^/]+\/[^/]+)\/statuses\/[0-9a-f]{40}$/;
const statusSchema = z.object({
  state: z.string(),
  context: z.string(),
  description: z.string().nullable(),
  target_url: z.string().nullable(),
});

/**
 * Prints every final status that the app posts from now on, as the local GitHub answers it. Those that were `shown`
 * are left out until they change: the answer to the last of them may still be on its way.
 */
export function announceStatuses(shown: readonly DemoStatus[]): (exchange: Exchange) => void {
  const standing = new Map(shown.map((status) => [placeOf(status), textOf(status)]));
  return ({ method, path, status, responseBody }) => {
    const repository = statusPath.exec(path)?.[1];
    if (method !== "POST" || status !== 201 || repository === undefined) return;
    const { state, context, description, target_url: targetUrl } = statusSchema.parse(responseBody);
    const posted = { repository, context, state, description, targetUrl };
    if (state === "pending" || standing.get(placeOf(posted)) === textOf(posted)) return;
    standing.set(placeOf(posted), textOf(posted));
    console.log("");
    printStatus(posted);
  };
}

function placeOf({ repository, context, targetUrl }: DemoStatus): string {
  return [repository, context, targetUrl].join("\n");
}

function textOf({ state, description }: DemoStatus): string {
  return [state, description].join("\n");
}
