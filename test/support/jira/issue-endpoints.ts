import { fromAdf } from "./adf.js";
import {
  type Answer,
  type Call,
  type Endpoint,
  noSuchIssue,
  objectOf,
  ok,
  refuse,
  visibleIssue,
} from "./endpoint.js";
import { renderComment, renderFieldSchema, renderIssue, renderStatus } from "./render.js";
import { readSentValue, renderValue } from "./render-value.js";
import type { CustomField, StoredIssue, Transition } from "./world.js";

/** Calls about one issue. */
export const issueEndpoints: readonly Endpoint[] = [
  {
    method: "GET",
    path: /^\/issue\/([^/]+)$/,
    handle: onIssue((call, issue) => {
      const asked = call.query.get("fields")?.split(",") ?? ["*all"];
      return ok(renderIssue(call.view, issue, asked));
    }),
  },
  {
    method: "PUT",
    path: /^\/issue\/([^/]+)$/,
    handle: onIssue((call, issue) => {
      if (call.account?.mayEdit !== true)
        return refuse(403, "You do not have permission to edit this issue.");
      return applyFields(call, issue, objectOf(call.body["fields"])) ?? { status: 204 };
    }),
  },
  {
    method: "GET",
    path: /^\/issue\/([^/]+)\/transitions$/,
    handle: onIssue((call, issue) => {
      const withFields = call.query.get("expand")?.includes("transitions.fields") ?? false;
      const transitions = available(call, issue).map((transition) =>
        renderTransition(call, transition, withFields),
      );
      return ok({ expand: "transitions", transitions });
    }),
  },
  {
    method: "POST",
    path: /^\/issue\/([^/]+)\/transitions$/,
    handle: onIssue((call, issue) => {
      const id = objectOf(call.body["transition"])["id"];
      const transition = available(call, issue).find((candidate) => candidate.id === id);
      if (transition === undefined || call.account?.mayEdit !== true) {
        return refuse(400, "It seems that you have tried to perform an illegal workflow operation.");
      }
      const fields = objectOf(call.body["fields"]);
      const missing = transition.required.filter((field) => (fields[field] ?? null) === null);
      if (missing.length > 0) {
        const names = missing.map((field) => [
          field,
          `${fieldById(call, field)?.name ?? field} is required.`,
        ]);
        return refuse(400, "", Object.fromEntries(names) as Record<string, string>);
      }
      const refused = applyFields(call, issue, fields);
      if (refused !== null) return refused;
      call.editor.setStatus(issue.key, transition.to.name);
      return { status: 204 };
    }),
  },
  {
    method: "POST",
    path: /^\/issue\/([^/]+)\/comment$/,
    handle: onIssue((call, issue) => {
      const text = fromAdf(call.body["body"]);
      if (text === "" || call.account === null)
        return refuse(400, "", { comment: "Comment body can not be empty!" });
      const { id } = call.editor.comment(issue.key, text, call.account);
      const comment = issue.comments.find((candidate) => candidate.id === id)!;
      return { status: 201, body: renderComment(call.view, issue, comment) };
    }),
  },
  {
    method: "POST",
    path: /^\/issue\/([^/]+)\/remotelink$/,
    handle: onIssue((call, issue) => {
      const object = objectOf(call.body["object"]);
      if (typeof object["title"] !== "string" || typeof object["url"] !== "string") {
        return refuse(400, "", { title: "'title' is required.", url: "'url' is required." });
      }
      const { globalId, relationship } = call.body;
      const { id, created } = call.editor.addRemoteLink(issue.key, {
        globalId: typeof globalId === "string" ? globalId : null,
        relationship: typeof relationship === "string" ? relationship : null,
        object,
      });
      const self = `${call.view.baseUrl}/rest/api/${call.view.version}/issue/${issue.key}/remotelink/${id}`;
      return { status: created ? 201 : 200, body: { id, self } };
    }),
  },
];

function onIssue(handle: (call: Call, issue: StoredIssue) => Answer): Endpoint["handle"] {
  return (call) => {
    const issue = visibleIssue(call, decodeURIComponent(call.params[0] ?? ""));
    return issue === null ? noSuchIssue : handle(call, issue);
  };
}

function fieldById({ world }: Call, id: string): CustomField | undefined {
  return world.fields.find((field) => field.id === id);
}

function available({ world }: Call, issue: StoredIssue): readonly Transition[] {
  return world.transitions.filter(({ from }) => from?.includes(issue.status.name) ?? true);
}

/** Sets fields as the API is sent them: all of them, or none and the refusal. */
function applyFields(
  call: Call,
  issue: StoredIssue,
  fields: Readonly<Record<string, unknown>>,
): Answer | null {
  const everybody = [...call.world.people, ...call.world.accounts];
  const byAccount = (id: string) =>
    everybody.find(({ accountId, login }) => accountId === id || login === id)?.displayName ?? null;
  const edits: (() => void)[] = [];
  const errors: Record<string, string> = {};
  for (const [id, sent] of Object.entries(fields)) {
    const field = fieldById(call, id);
    if (id === "summary" && typeof sent === "string")
      edits.push(() => call.editor.setSummary(issue.key, sent));
    else if (field === undefined)
      errors[id] = `Field '${id}' cannot be set. It is not on the appropriate screen, or unknown.`;
    else {
      const value = readSentValue(field, sent, byAccount);
      if (value === undefined) errors[id] = `Specify a valid value for ${field.name}`;
      else edits.push(() => call.editor.setField(issue.key, id, value));
    }
  }
  if (Object.keys(errors).length > 0) return refuse(400, "", errors);
  for (const edit of edits) edit();
  return null;
}

function renderTransition(call: Call, transition: Transition, withFields: boolean): object {
  const fields = transition.required.flatMap((id) => {
    const field = fieldById(call, id);
    return field === undefined ? [] : [[id, fieldMetadata(call, field)] as const];
  });
  return {
    id: transition.id,
    name: transition.name,
    to: renderStatus(call.view, transition.to),
    hasScreen: transition.required.length > 0,
    isGlobal: transition.from === null,
    isInitial: false,
    isAvailable: true,
    isConditional: false,
    ...(withFields ? { fields: Object.fromEntries(fields) } : {}),
  };
}

function fieldMetadata({ view }: Call, field: CustomField): object {
  return {
    required: true,
    schema: renderFieldSchema(field),
    name: field.name,
    key: field.id,
    operations: ["set"],
    ...(field.type === "select"
      ? { allowedValues: field.options.map((option) => renderValue(view, field, option)) }
      : {}),
  };
}
