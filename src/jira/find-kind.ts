import { z } from "zod";
import type { JiraApi } from "./jira-api.js";
import type { LookupSession } from "./lookup-session.js";

export type JiraKind = "cloud" | "data-center";

const serverInfoSchema = z
  .object({ version: z.string().optional(), deploymentType: z.string().optional() })
  .refine(({ version, deploymentType }) => version !== undefined || deploymentType !== undefined);

/** Asks Jira what it is. Old servers do not say, and are no cloud. */
export async function findKind(api: JiraApi, session: LookupSession): Promise<JiraKind> {
  return api.call(session, {
    request: () => ({ method: "GET", apiVersion: "2", path: "/serverInfo" }),
    schema: serverInfoSchema,
    read: ({ deploymentType }): JiraKind =>
      deploymentType?.toLowerCase() === "cloud" ? "cloud" : "data-center",
  });
}
