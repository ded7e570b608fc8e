import { z } from "zod";
import { policyPath } from "./policy.js";
import { policySchema } from "./policy-schema.js";

/** The policy file's JSON Schema (draft 2020-12), for editors and for the reference. */
export function policyJsonSchema(): Readonly<Record<string, unknown>> {
  return {
    title: "Pre-Deploy Checker policy",
    description: `${policyPath}: what may ship.`,
    ...z.toJSONSchema(policySchema, { io: "input", target: "draft-2020-12" }),
  };
}
