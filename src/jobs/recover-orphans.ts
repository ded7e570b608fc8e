import type { PgBoss } from "pg-boss";
import { z } from "zod";
import { queueNames } from "./job-queues.js";

const rows = z.array(z.object({ id: z.string() }));

/**
 * Gives back the jobs that were running when the process was killed; only where no other process can be running them.
 * The attempt counts, so that a job that kills the process does not do so for ever, but there is no delay.
 *
 * @returns how many there were
 */
export async function recoverOrphans(boss: PgBoss): Promise<number> {
  let count = 0;
  for (const queue of queueNames) {
    const { rows: active } = await boss
      .getDb()
      .executeSql("select id from pgboss.job where name = $1 and state = 'active'", [queue]);
    const ids = rows.parse(active).map(({ id }) => id);
    if (ids.length === 0) continue;
    await boss.fail(queue, ids, { message: "The process ended while the job was running" });
    for (const id of ids) await boss.update(queue, undefined, { id, startAfter: new Date() });
    count += ids.length;
  }
  return count;
}
