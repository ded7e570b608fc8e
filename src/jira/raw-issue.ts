import { z } from "zod";

/** Fields that every report shows, whatever the policy asks for. */
export const alwaysAsked = ["summary", "status", "issuetype", "assignee", "parent", "project"] as const;

/** An issue as Jira gives it, with the fields that we always ask for. Others stay as they are. */
export const rawIssueSchema = z.object({
  key: z.string().regex(/^[A-Z][A-Z0-9_]*-[1-9][0-9]*$/),
  fields: z.looseObject({
    summary: z.string(),
    status: z.object({ name: z.string() }),
    issuetype: z.object({ name: z.string(), subtask: z.boolean() }),
    assignee: z.object({ displayName: z.string().optional(), name: z.string().optional() }).nullish(),
    parent: z
      .object({
        key: z.string(),
        fields: z
          .object({ summary: z.string().optional(), issuetype: z.object({ name: z.string() }).optional() })
          .optional(),
      })
      .nullish(),
  }),
});

export type RawIssue = z.infer<typeof rawIssueSchema>;
