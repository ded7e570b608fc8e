import { z } from "zod";
import type { Control, IssueField } from "../deploys/ports/issue-editor.js";

const idSchema = z.union([z.string(), z.number()]).transform(String);
const optionSchema = z.object({ id: idSchema, child: z.object({ id: idSchema }).optional() });
const personSchema = z.object({
  accountId: z.string().optional(),
  name: z.string().optional(),
  displayName: z.string().optional(),
});

const nothing = { input: [], person: "" };

/** What a control begins with, out of the value as Jira's API shows it. */
export function fieldInput(control: Control, value: unknown): Pick<IssueField, "input" | "person"> {
  if (value === null || value === undefined) return nothing;
  switch (control.kind) {
    case "select":
    case "multi-select":
      return {
        ...nothing,
        input: (Array.isArray(value) ? value : [value]).flatMap((one: unknown) => {
          const option = optionSchema.safeParse(one);
          if (!option.success) return [];
          const { id, child } = option.data;
          return [child === undefined ? id : `${id}/${child.id}`];
        }),
      };
    case "user": {
      const person = personSchema.safeParse(value);
      const id = person.data?.accountId ?? person.data?.name;
      return id === undefined ? nothing : { input: [id], person: person.data?.displayName ?? id };
    }
    case "date-time":
      return { ...nothing, input: typeof value === "string" ? dateTimeInput(value) : [] };
    case "words":
      return { ...nothing, input: Array.isArray(value) ? [value.join(" ")] : [] };
    case "text":
    case "multi-line":
    case "number":
    case "date":
      return {
        ...nothing,
        input: typeof value === "string" || typeof value === "number" ? [String(value)] : [],
      };
  }
}

/** Jira writes its zone without a colon: 2026-11-20T10:00:00.000+0000. Forms have none: ours are in UTC. */
function dateTimeInput(text: string): readonly string[] {
  const instant = new Date(text.replace(/([+-]\d\d)(\d\d)$/, "$1:$2"));
  return Number.isNaN(instant.getTime()) ? [] : [instant.toISOString().slice(0, 16)];
}
