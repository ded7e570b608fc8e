import { z } from "zod";
import type { GitRun } from "./run-git.js";

/** What the helper is told. The signal cannot be sent: `stop` takes its place. */
export type HelperRequest =
  | { readonly id: number; readonly run: Omit<GitRun, "signal"> }
  | { readonly id: number; readonly stop: true };

/** What the helper answers to each run, once. */
export const helperAnswerSchema = z.union([
  z.object({ id: z.int(), output: z.string() }),
  z.object({
    id: z.int(),
    failure: z.object({
      kind: z.enum(["failed", "timeout", "aborted", "not-started"]),
      command: z.string(),
      output: z.string(),
    }),
  }),
]);

export type HelperAnswer = z.infer<typeof helperAnswerSchema>;
