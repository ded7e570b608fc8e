import { fromAdf } from "./adf.js";
import { applyFields, editMetadata, fieldMetadata, resolutionMetadata } from "./edit-fields.js";
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
import { renderComment, renderIssue, renderStatus } from "./render.js";
import { type CustomField, isOnScreen, type StoredIssue, type Transition } from "./world.js";

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
      const onScreen = (id: string) => {
        const field = fieldById(call, id);
        return field !== undefined && field.editable && isOnScreen(field, issue);
      };
      return applyFields(call, issue, objectOf(call.body["fields"]), onScreen) ?? { status: 204 };
    }),
  },
  {
    method: "GET",
    path: /^\/issue\/([^/]+)\/editmeta$/,
    handle: onIssue((call, issue) => ok(editMetadata(call, issue))),
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
          `${fieldById(call, field)?.name ?? "Resolution"} is required.`,
        ]);
        return refuse(400, "", Object.fromEntries(names) as Record<string, string>);
      }
      const refused = applyFields(call, issue, fields, (id) => transition.required.includes(id));
      if (refused !== null) return refused;
      call.editor.setStatus(issue.key, transition.to.name);
      return { status: 204 };
    }),
  },
  {
    method: "POST",
    path: /^\/issue\/([^/]+)\/comment$/,
    handle: onIssue((call, issue) => {
      const { body } = call.body;
      const text = (typeof body === "string") === (call.view.version === "2") ? fromAdf(body) : "";
      if (text === "" || call.account?.mayEdit !== true)
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

/** Whoever may not move issues is offered nothing. */
function available({ world, account }: Call, issue: StoredIssue): readonly Transition[] {
  if (account?.mayEdit !== true) return [];
  return world.transitions.filter(({ from }) => from?.includes(issue.status.name) ?? true);
}

function renderTransition(call: Call, transition: Transition, withFields: boolean): object {
  const fields = transition.required.flatMap((id) => {
    const field = fieldById(call, id);
    if (id === "resolution") return [[id, resolutionMetadata(call)] as const];
    return field === undefined ? [] : [[id, fieldMetadata(call, field, true)] as const];
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
