import { z } from "zod";
import type { FoundIssue } from "./jira-dialect.js";

/** An issue of a search, asked for with its summary only. */
export const foundIssueSchema = z
  .object({ key: z.string(), fields: z.object({ summary: z.string() }) })
  .transform(({ key, fields }): FoundIssue => ({ key, summary: fields.summary }));
