import { createContractValidator } from "../contracts/contract-validator.js";
import { loadContract } from "../contracts/load-contract.js";
import type { Exchange } from "./options.js";
import type { Occurrence } from "./webhooks/webhook-sender.js";

export interface ContractWatch {
  exchange(exchange: Exchange): void;
  webhook(occurrence: Occurrence): void;
}

/**
 * Compares what goes over the wire with GitHub's published description and adds what differs to `violations`;
 * null where the description is not at hand.
 */
export function createContractWatch(violations: string[]): ContractWatch | null {
  const contract = loadContract("github");
  if (contract === null) return null;
  const validator = createContractValidator(contract);
  return {
    exchange: ({ method, path, query, requestBody, status, responseBody, raw }) => {
      // Published (https://docs.github.com/rest/users/users#list-users), but not in the part that is at hand.
      if (method === "GET" && path === "/users") return;
      // A request that was refused as invalid is meant to be.
      const refused = status === 400 || status === 422 || status === 404 || status === 401;
      const request = { method, path, query, body: requestBody };
      if (!refused) violations.push(...validator.request(request));
      // Described for all readings at once: https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api
      const isUnchanged = status === 304 && method === "GET";
      if (!raw && !isUnchanged)
        violations.push(...validator.response(request, { status, body: responseBody }));
    },
    webhook: ({ event, action, payload }) => {
      const name = [event, action]
        .filter((part) => part !== null)
        .join("-")
        .replaceAll("_", "-");
      violations.push(...validator.webhook(name, JSON.parse(JSON.stringify(payload))));
    },
  };
}
