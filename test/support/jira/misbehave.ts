import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Fault } from "./faults.js";

const loginPage =
  "<!doctype html><html><title>Log in with Atlassian account</title><h1>Log in to continue</h1></html>";

/** Does what the faults say; true where nothing is left to be answered. */
export async function misbehave(faults: readonly Fault[], response: ServerResponse): Promise<boolean> {
  for (const fault of faults) {
    if ("delayMs" in fault) {
      await wait(fault.delayMs, undefined, { ref: false });
      continue;
    }
    if ("until" in fault) {
      await fault.until;
      continue;
    }
    if ("issueErrors" in fault) continue;
    if ("drop" in fault) response.destroy();
    else if ("status" in fault) {
      const retryAfter = fault.retryAfter === undefined ? {} : { "retry-after": fault.retryAfter };
      response.writeHead(fault.status, { "content-type": "text/html", ...retryAfter });
      response.end(`<html><h1>${fault.status}</h1></html>`);
    } else if ("html" in fault) {
      response.writeHead(200, { "content-type": "text/html;charset=UTF-8" });
      response.end(loginPage);
    } else if ("body" in fault) {
      response.writeHead(200, { "content-type": "application/json;charset=UTF-8" });
      response.end(JSON.stringify(fault.body));
    } else if ("trickle" in fault) trickle(response);
    return true;
  }
  return false;
}

function trickle(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "application/json;charset=UTF-8" });
  response.write("[");
  const timer = setInterval(() => response.write(" "), 1000);
  response.on("close", () => clearInterval(timer));
}
