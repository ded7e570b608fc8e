// Sends signed pushes at a fixed rate, whether or not they are answered, and writes what became of them to stdout.
import { readFileSync } from "node:fs";
import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Agent, request } from "undici";
import { planSchema, type LoadPlan, type LoadResult } from "./plan.js";

const plan = planSchema.parse(JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")));
const agent = new Agent({ connections: 64 });
const result: { acknowledgedMs: number[]; refused: number; featureRefs: number; latestMs: number } = {
  acknowledgedMs: [],
  refused: 0,
  featureRefs: 0,
  latestMs: 0,
};

const begin = performance.now();
const sent: Promise<void>[] = [];
for (let count = 0; count < plan.perSecond * plan.seconds; count++) {
  const due = begin + (count * 1000) / plan.perSecond;
  if (due > performance.now()) await sleep(due - performance.now());
  result.latestMs = Math.max(result.latestMs, performance.now() - due);
  sent.push(send(plan, count));
}
await Promise.all(sent);
await agent.close();
process.stdout.write(JSON.stringify(result satisfies LoadResult));

/** Every other push goes to a branch of its own that nothing is deployed from. */
async function send({ url, secret, templates }: LoadPlan, count: number): Promise<void> {
  const template = templates[Math.floor(count / 2) % templates.length];
  if (template === undefined) throw new Error("The plan has no template");
  const isFeature = count % 2 === 1;
  if (isFeature) result.featureRefs++;
  const body = JSON.stringify({
    ...template,
    repository: { ...template.repository, pushed_at: Math.floor(Date.now() / 1000) },
    ...(isFeature ? { ref: `refs/heads/feature/${count}` } : {}),
  });
  const started = performance.now();
  const answer = await request(url, {
    method: "POST",
    dispatcher: agent,
    body,
    headers: {
      "content-type": "application/json",
      "user-agent": "GitHub-Hookshot/bench",
      "x-github-event": "push",
      "x-github-delivery": randomUUID(),
      "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
    },
  });
  await answer.body.dump();
  result.acknowledgedMs.push(performance.now() - started);
  if (answer.statusCode !== 202) result.refused++;
}
