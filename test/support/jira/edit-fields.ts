import { type Answer, type Call, refuse } from "./endpoint.js";
import { renderFieldSchema } from "./render.js";
import { allowedValues, readSentValue } from "./render-value.js";
import { type CustomField, isOnScreen, resolutions, type StoredIssue } from "./world.js";

/** What Jira says of a field on a screen: an edit screen's or a transition's. */
export function fieldMetadata({ view }: Call, field: CustomField, required: boolean): object {
  const allowed = allowedValues(view, field);
  return {
    required,
    schema: renderFieldSchema(field),
    name: field.name,
    ...(view.world.kind === "cloud" ? { key: field.id } : { fieldId: field.id }),
    hasDefaultValue: false,
    operations: Array.isArray(allowed) && field.type === "multi-select" ? ["add", "set", "remove"] : ["set"],
    ...(allowed === null ? {} : { allowedValues: allowed }),
  };
}

/** The resolution is asked for on the way to an end, and is no field of an edit screen. */
export function resolutionMetadata({ view }: Call): object {
  return {
    required: true,
    schema: { type: "resolution", system: "resolution" },
    name: "Resolution",
    ...(view.world.kind === "cloud" ? { key: "resolution" } : { fieldId: "resolution" }),
    hasDefaultValue: false,
    operations: ["set"],
    allowedValues: resolutions.map((name, index) => ({
      self: `${view.baseUrl}/rest/api/${view.version}/resolution/${index + 1}`,
      id: String(index + 1),
      name,
    })),
  };
}

/** The edit screen of an issue, empty to whom may not edit it. */
export function editMetadata(call: Call, issue: StoredIssue): object {
  if (call.account?.mayEdit !== true) return { fields: {} };
  const summary = {
    required: true,
    schema: { type: "string", system: "summary" },
    name: "Summary",
    ...(call.world.kind === "cloud" ? { key: "summary" } : { fieldId: "summary" }),
    hasDefaultValue: false,
    operations: ["set"],
  };
  const shown = call.world.fields.filter((field) => field.editable && isOnScreen(field, issue));
  const custom = shown.map((field) => [field.id, fieldMetadata(call, field, false)] as const);
  return { fields: { summary, ...Object.fromEntries(custom) } };
}

/** Sets fields as the API is sent them: all of them, or none and the refusal. `screen`: those that it shows. */
export function applyFields(
  call: Call,
  issue: StoredIssue,
  fields: Readonly<Record<string, unknown>>,
  screen: (id: string) => boolean,
): Answer | null {
  const everybody = [...call.world.people, ...call.world.accounts];
  const byAccount = (id: string) =>
    everybody.find((person) => id === (call.world.kind === "cloud" ? person.accountId : person.login))
      ?.displayName ?? null;
  const edits: (() => void)[] = [];
  const errors: Record<string, string> = {};
  for (const [id, sent] of Object.entries(fields)) {
    const field = call.world.fields.find((candidate) => candidate.id === id);
    if (id === "summary" && typeof sent === "string")
      edits.push(() => call.editor.setSummary(issue.key, sent));
    else if (id === "resolution" && screen(id)) {
      const name = resolutions[Number((sent as { id?: unknown } | null)?.id) - 1];
      if (name === undefined) errors[id] = "The resolution that was given is not valid.";
      else edits.push(() => (issue.resolution = name));
    } else if (field === undefined || !screen(id))
      errors[id] = `Field '${id}' cannot be set. It is not on the appropriate screen, or unknown.`;
    else {
      const value = readSentValue(call.view, field, sent, byAccount);
      if (typeof value === "object" && value !== null && "error" in value) errors[id] = value.error;
      else edits.push(() => call.editor.setField(issue.key, id, value));
    }
  }
  if (Object.keys(errors).length > 0) return refuse(400, "", errors);
  for (const edit of edits) edit();
  return null;
}
