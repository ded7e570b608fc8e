import { z } from "zod";
import type {
  Choice,
  EditableField,
  EditableIssue,
  IssueChange,
  IssueEditor,
  IssueField,
} from "../deploys/ports/issue-editor.js";
import { SourceUnavailable } from "../deploys/ports/unavailable.js";
import { commentRequest } from "./comment-request.js";
import { editMetadataSchema, type FieldMetadata, transitionsSchema } from "./edit-metadata.js";
import { fieldControl } from "./field-control.js";
import { fieldInput } from "./field-input.js";
import { fieldsJson } from "./field-json.js";
import type { FieldResolver } from "./field-resolver.js";
import { readFieldValue } from "./field-value.js";
import type { JiraKind } from "./find-kind.js";
import { issueUrl } from "./issue-url.js";
import type { JiraApi } from "./jira-api.js";
import type { JiraHttp, JiraRequest } from "./jira-http.js";
import type { LookupSession } from "./lookup-session.js";
import { alwaysAsked, type RawIssue, rawIssueSchema } from "./raw-issue.js";
import { writeOnce, type WriteResult } from "./write-once.js";

export interface IssueEditorParts {
  readonly api: JiraApi;
  readonly http: Pick<JiraHttp, "send">;
  readonly fields: FieldResolver;
  readonly kind: (session: LookupSession) => Promise<JiraKind>;
  readonly inSession: <T>(run: (session: LookupSession) => Promise<T>) => Promise<T>;
  /** Runs a call when it is its turn. */
  readonly limit: <T>(call: () => Promise<T>) => Promise<T>;
  /** Throws where issues of the key's project may not be touched. */
  readonly refuseOthers: (key: string) => void;
  readonly browseUrl: string;
  /** What one write may take. Workflows do much on a transition. */
  readonly timeoutMs: number;
}

const possibleKey = /^[A-Z][A-Z0-9_]*-[1-9][0-9]{0,14}$/;
const mostPeople = 20;

const peopleSchema = z.array(
  z.object({
    accountId: z.string().optional(),
    name: z.string().optional(),
    displayName: z.string(),
    active: z.boolean().optional(),
    accountType: z.string().optional(),
  }),
);

type Metadata = Readonly<Record<string, FieldMetadata | null>>;

/** Jira as the place where issues are changed, on the same connections and with the same limits as it is read. */
export function createIssueEditor(parts: IssueEditorParts): IssueEditor {
  const { api, http, inSession, limit, refuseOthers, timeoutMs } = parts;

  const get = async <T>(
    session: LookupSession,
    schema: z.ZodType<T>,
    path: string,
    query: Readonly<Record<string, string>> = {},
  ): Promise<T | null> =>
    api.call(session, {
      request: () => ({ method: "GET", apiVersion: "2", path, query }),
      schema,
      read: (data): T | null => data,
      whenNotFound: () => null,
    });

  async function read(
    session: LookupSession,
    key: string,
    names: readonly string[],
  ): Promise<EditableIssue | null> {
    const ids = await (await parts.fields.begin(session, names)).certain;
    const asked = [...new Set([...alwaysAsked, ...ids.values()])].join(",");
    const [raw, edit, steps] = await Promise.all([
      get(session, rawIssueSchema, `/issue/${key}`, { fields: asked }),
      get(session, editMetadataSchema, `/issue/${key}/editmeta`),
      get(session, transitionsSchema, `/issue/${key}/transitions`, { expand: "transitions.fields" }),
    ]);
    if (raw === null) {
      // To an account that it does not know Jira shows nothing, and says nothing about it.
      await api.probeCredentials(session);
      return null;
    }
    refuseOthers(raw.key);
    return {
      key: raw.key,
      url: issueUrl(parts.browseUrl, raw.key),
      summary: raw.fields.summary,
      type: raw.fields.issuetype.name,
      subtask: raw.fields.issuetype.subtask,
      status: raw.fields.status.name,
      fields: [...ids].map(([name, id]) => issueField(raw, { id, name }, edit?.fields ?? {})),
      transitions: (steps?.transitions ?? [])
        .filter(({ isAvailable }) => isAvailable !== false)
        .map(({ id, name, to, fields = {} }) => ({
          id,
          name,
          to: to.name,
          required: requiredFields(fields),
        })),
    };
  }

  function write(request: JiraRequest, done: number): Promise<WriteResult> {
    return limit(() => writeOnce(http, request, { done, timeoutMs }));
  }

  return {
    async read(key, fields) {
      const asked = key.toUpperCase();
      if (!possibleKey.test(asked)) return null;
      refuseOthers(asked);
      return inSession((session) => read(session, asked, [...new Set(fields)]));
    },
    async findPeople(key, words) {
      const issueKey = key.toUpperCase();
      if (!possibleKey.test(issueKey)) return [];
      refuseOthers(issueKey);
      return inSession(async (session) => {
        const kind = await parts.kind(session);
        // The addresses are made without encoding what they are made of.
        const query = {
          [kind === "cloud" ? "query" : "username"]: encodeURIComponent(words),
          issueKey,
          maxResults: String(mostPeople),
        };
        // Not all people of the site: a form of this service is no directory of them.
        const found = await get(session, peopleSchema, "/user/assignable/search", query);
        return (found ?? []).flatMap(({ accountId, name, displayName, active, accountType }): Choice[] => {
          const id = kind === "cloud" ? accountId : name;
          const isPerson = accountType === undefined || accountType === "atlassian";
          return id === undefined || active === false || !isPerson ? [] : [{ id, name: displayName }];
        });
      });
    },
    async change(key, change, comment) {
      let kind: JiraKind;
      try {
        refuseOthers(key);
        kind = await inSession(parts.kind);
      } catch (error) {
        // Then nothing was sent.
        if (!(error instanceof SourceUnavailable)) throw error;
        return { kind: "refused", messages: [error.message], errors: {} };
      }
      const changed = await write(changeRequest(kind, key, change), 204);
      if (changed.kind !== "written") return changed;
      const commented = await write(commentRequest(kind, key, comment), 201);
      if (commented.kind === "written") return { kind: "written", uncommented: null };
      const why =
        commented.kind === "unknown"
          ? commented.why
          : [...commented.messages, ...Object.values(commented.errors)].join(" ");
      return { kind: "written", uncommented: why };
    },
  };
}

function changeRequest(kind: JiraKind, key: string, change: IssueChange): JiraRequest {
  const fields = fieldsJson(kind, change.fields);
  if (change.kind === "fields")
    return { method: "PUT", apiVersion: "2", path: `/issue/${key}`, body: { fields } };
  return {
    method: "POST",
    apiVersion: "2",
    path: `/issue/${key}/transitions`,
    body: {
      transition: { id: change.id },
      ...(change.fields.length === 0 ? {} : { fields }),
    },
  };
}

function issueField(
  { fields }: RawIssue,
  { id, name }: Pick<EditableField, "id" | "name">,
  metadata: Metadata,
): IssueField {
  const value = readFieldValue(fields, id);
  const field = editableField({ id, name }, Object.hasOwn(metadata, id) ? metadata[id] : undefined);
  const begun = field.control === null ? { input: [], person: "" } : fieldInput(field.control, fields[id]);
  return { ...field, ...begun, value };
}

function requiredFields(metadata: Metadata): readonly EditableField[] {
  return Object.entries(metadata).flatMap(([id, field]) => {
    // What cannot be read might be required.
    if (field === null) return [editableField({ id, name: id }, null)];
    return field.required && !field.hasDefaultValue ? [editableField({ id, name: field.name }, field)] : [];
  });
}

function editableField(
  { id, name }: Pick<EditableField, "id" | "name">,
  metadata: FieldMetadata | null | undefined,
): EditableField {
  if (metadata === undefined)
    return {
      id,
      name,
      control: null,
      why: "is not on the issue's edit screen, or the service's account may not edit the issue",
    };
  const control = metadata === null ? null : fieldControl(metadata);
  return { id, name, control, why: control === null ? "is of a type that only Jira itself can edit" : "" };
}
