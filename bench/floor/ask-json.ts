import { Agent, request } from "undici";

const agent = new Agent();

/** One request over kept connections; POST where there is a body. Throws where the answer is not 2xx. */
export async function askJson(
  url: string,
  { authorization, body }: { readonly authorization: string; readonly body?: unknown },
): Promise<unknown> {
  const answer = await request(url, {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization, accept: "application/json", "content-type": "application/json" },
    body: body === undefined ? null : JSON.stringify(body),
    dispatcher: agent,
  });
  if (answer.statusCode >= 300)
    throw new Error(`${url} answered ${answer.statusCode}: ${await answer.body.text()}`);
  return answer.body.json();
}
