import { Agent, request, type Dispatcher } from "undici";
import { OnCallUnknown, type OnCallPerson } from "../access/ports/on-call-source.js";
import { parseOnCallAnswer } from "./on-call-answer.js";

export interface OnCallLimits {
  /** For the whole answer. */
  readonly totalMs: number;
  readonly bytes: number;
}

export const defaultLimits: OnCallLimits = { totalMs: 3_000, bytes: 64 * 1024 };

/** Asks an address that the operator named. The address is in no message: it may hold a password. @throws OnCallUnknown */
export async function askOnCall(
  url: string,
  now: Date,
  limits: OnCallLimits,
): Promise<readonly OnCallPerson[]> {
  const agent = new Agent({ connections: 1 });
  const timeout = AbortSignal.timeout(limits.totalMs);
  try {
    const response = await ask(url, agent, timeout);
    // Redirects are not followed: they would lead where the operator did not point.
    if (response.statusCode !== 200) throw new OnCallUnknown(`it answered ${response.statusCode}`);
    const people = parseOnCallAnswer(await readBody(response, limits.bytes), now);
    if (people === null) throw new OnCallUnknown("its answer is not of the form that is asked for");
    return people;
  } catch (error) {
    if (error instanceof OnCallUnknown) throw error;
    throw new OnCallUnknown(
      timeout.aborted ? `no answer within ${limits.totalMs / 1000} s` : "it cannot be reached",
    );
  } finally {
    await agent.destroy();
  }
}

function ask(url: string, dispatcher: Agent, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
  const { origin, pathname, search, username, password } = new URL(url);
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return request(origin + pathname + search, {
    dispatcher,
    signal,
    headers: {
      accept: "application/json",
      "user-agent": "pre-deploy-checker",
      ...(credentials === ":"
        ? {}
        : { authorization: `Basic ${Buffer.from(credentials).toString("base64")}` }),
    },
  });
}

async function readBody(response: Dispatcher.ResponseData, most: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response.body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) throw new OnCallUnknown(`its answer is larger than ${most / 1024} kB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
