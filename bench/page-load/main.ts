// Lets readers ask for a page once a second each, whether or not they were answered, and writes what they saw to stdout.
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Agent, request } from "undici";
import { asBrowser } from "./as-browser.js";
import { planSchema, type LoadResult } from "./plan.js";

const { url, readers, requests } = planSchema.parse(JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")));
const agent = new Agent({ connections: readers.length });
const result: { firstByteMs: number[]; refused: number; bytes: number; latestMs: number } = {
  firstByteMs: [],
  refused: 0,
  bytes: 0,
  latestMs: 0,
};

const begin = performance.now();
const sent: Promise<void>[] = [];
for (let count = 0; count < requests * readers.length; count++) {
  const due = begin + (count * 1000) / readers.length;
  if (due > performance.now()) await sleep(due - performance.now());
  result.latestMs = Math.max(result.latestMs, performance.now() - due);
  sent.push(ask(readers[count % readers.length] ?? ""));
}
await Promise.all(sent);
await agent.close();
process.stdout.write(JSON.stringify(result satisfies LoadResult));

async function ask(cookie: string): Promise<void> {
  const started = performance.now();
  const answer = await request(url, { dispatcher: agent, headers: { ...asBrowser, cookie } });
  result.firstByteMs.push(performance.now() - started);
  if (answer.statusCode !== 200) result.refused++;
  for await (const part of answer.body as AsyncIterable<Buffer>) result.bytes += part.length;
}
