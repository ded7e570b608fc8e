import type { PgBoss } from "pg-boss";
import { z } from "zod";
import type { CheckQueue, CheckRequest } from "../deploys/ports/check-queue.js";
import { checkKey } from "./check-key.js";
import { groupCommit } from "./group-commit.js";

export const checkRequestSchema: z.ZodType<CheckRequest> = z.object({
  repositoryId: z.int(),
  ref: z.string(),
});

/** Others may change the job between our look and our write; after so many rounds the database is not at fault. */
const maxRounds = 5;

/** The {@link CheckQueue} on pg-boss. `onRequest` is called when a request that is due now has been stored. */
export function createCheckRequests(boss: PgBoss, onRequest: () => void): CheckQueue {
  const request = groupCommit<CheckRequest>(async (checks) => {
    const byKey = new Map(checks.map((check) => [checkKey(check), check]));
    const jobs = [...byKey].map(([key, data]) => ({ data, singletonKey: key, group: { id: key } }));
    await boss.insert("check-ref", jobs, { returnId: false });
    onRequest();
  });

  return {
    request,
    /**
     * One later request waits for a ref, at the earliest instant that was asked for: the evaluation that it leads to
     * asks again for what is due after that.
     */
    async requestAt(check, at) {
      const key = checkKey(check);
      for (let round = 0; round < maxRounds; round++) {
        const [waiting] = await boss.findJobs("check-ref-later", { key, queued: true });
        if (waiting !== undefined && waiting.startAfter <= at) return;
        if (waiting === undefined) {
          const options = { singletonKey: key, group: { id: key }, startAfter: at };
          if ((await boss.send("check-ref-later", check, options)) !== null) return;
        } else {
          const { updated } = await boss.update("check-ref-later", undefined, {
            id: waiting.id,
            startAfter: at,
          });
          if (updated > 0) return;
        }
      }
      throw new Error(`Could not store that ${check.ref} is to be checked at ${at.toISOString()}`);
    },
  };
}
