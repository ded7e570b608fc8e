import { z } from "zod";

const schema = z.object({
  PORT: z.coerce.number(),
  FOLDER: z.string(),
  GITHUB_URL: z.string(),
  GITHUB_TOKEN: z.string(),
  JIRA_URL: z.string(),
  JIRA_AUTHORIZATION: z.string(),
  JIRA_RISK_FIELD: z.string(),
  JIRA_BATCHES: z.enum(["fewest", "one-issue-each-in-a-row"]),
});

export interface FloorSettings {
  readonly port: number;
  /** Where its mirrors are. */
  readonly folder: string;
  readonly github: { readonly url: string; readonly token: string };
  readonly jira: { readonly url: string; readonly authorization: string; readonly riskField: string };
  /** The naive way is what the product is held against as well: one request for each issue, one after the other. */
  readonly batches: "fewest" | "one-issue-each-in-a-row";
}

export function readFloorSettings(environment: NodeJS.ProcessEnv): FloorSettings {
  const read = schema.parse(environment);
  return {
    port: read.PORT,
    folder: read.FOLDER,
    github: { url: read.GITHUB_URL, token: read.GITHUB_TOKEN },
    jira: { url: read.JIRA_URL, authorization: read.JIRA_AUTHORIZATION, riskField: read.JIRA_RISK_FIELD },
    batches: read.JIRA_BATCHES,
  };
}
