import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { allowNull } from "./allow-null.js";
import { isJsonObject, type ContractDocument } from "./contract-document.js";
import { createOperationTable, dereference, pointerTo, type Operation } from "./operation-table.js";

export interface ContractRequest {
  /** Upper case. */
  readonly method: string;
  /** Without query, percent-encoded as sent. */
  readonly path: string;
  readonly query?: URLSearchParams;
  /** Parsed JSON; undefined where there was no body. */
  readonly body?: unknown;
}

export interface ContractResponse {
  readonly status: number;
  /** Parsed JSON; undefined where there was no body. */
  readonly body?: unknown;
}

/** Each method answers what is wrong, one sentence each; an empty list means that all is as published. */
export interface ContractValidator {
  request(request: ContractRequest): string[];
  response(request: Pick<ContractRequest, "method" | "path">, response: ContractResponse): string[];
  /** `name` as the description lists it: "push", "pull-request-closed". */
  webhook(name: string, payload: unknown): string[];
}

export interface ContractValidatorOptions {
  /** Maps a request's path to the published one: takes a prefix away, or one API version for another. */
  readonly publishedPath?: (path: string) => string;
}

/** Judges requests, answers and webhooks against a vendor's published description. */
export function createContractValidator(
  published: ContractDocument,
  { publishedPath = (path) => path }: ContractValidatorOptions = {},
): ContractValidator {
  const document = structuredClone(published);
  allowNull(document);
  const findOperation = createOperationTable(document);
  const bodies = createCompiler(document, false);
  const parameters = createCompiler(document, "array");

  const check = (validate: ValidateFunction, value: unknown, where: string): string[] => {
    if (validate(value)) return [];
    return describeErrors(validate.errors ?? []).map((error) => `${where}: ${error}`);
  };

  const jsonSchema = (pointer: string, node: unknown): string | null => {
    const content = isJsonObject(node) ? node["content"] : undefined;
    if (!isJsonObject(content) || !isJsonObject(content["application/json"])) return null;
    return content["application/json"]["schema"] === undefined
      ? null
      : `${pointer}${pointerTo("content", "application/json", "schema")}`;
  };

  const checkQuery = (operation: Operation, query: URLSearchParams, where: string): string[] => {
    const known = new Map<string, { required: boolean; schema: string }>();
    const listed = operation.definition["parameters"];
    for (const [index, entry] of (Array.isArray(listed) ? listed : []).entries()) {
      const place = `${operation.pointer}/parameters/${index}`;
      const { node, pointer } = dereference(document, entry, place);
      if (!isJsonObject(node) || node["in"] !== "query" || typeof node["name"] !== "string") continue;
      known.set(node["name"], { required: node["required"] === true, schema: `${pointer}/schema` });
    }
    const problems: string[] = [];
    for (const name of new Set(query.keys())) {
      const parameter = known.get(name);
      if (parameter === undefined) {
        problems.push(`${where}: unknown query parameter ${name}`);
        continue;
      }
      const values = query.getAll(name);
      const value = { value: values.length === 1 ? values[0] : values };
      problems.push(...check(parameters(parameter.schema, true), value, `${where} ?${name}`));
    }
    for (const [name, parameter] of known) {
      if (parameter.required && !query.has(name))
        problems.push(`${where}: query parameter ${name} is missing`);
    }
    return problems;
  };

  return {
    request({ method, path, query = new URLSearchParams(), body }) {
      const where = `${method} ${path}`;
      const operation = findOperation(method, publishedPath(path));
      if (operation === null) return [`${where}: no such operation is published`];
      const problems = checkQuery(operation, query, where);
      const requestBody = dereference(
        document,
        operation.definition["requestBody"],
        `${operation.pointer}/requestBody`,
      );
      const schema = jsonSchema(requestBody.pointer, requestBody.node);
      if (body === undefined) {
        if (isJsonObject(requestBody.node) && requestBody.node["required"] === true) {
          problems.push(`${where}: the body is missing`);
        }
      } else if (schema !== null) {
        problems.push(...check(bodies(schema), body, `${where} body`));
      }
      return problems;
    },

    response({ method, path }, { status, body }) {
      const where = `${method} ${path} -> ${status}`;
      const operation = findOperation(method, publishedPath(path));
      if (operation === null) return [`${where}: no such operation is published`];
      const responses = operation.definition["responses"];
      const entry = isJsonObject(responses) ? (responses[String(status)] ?? responses["default"]) : undefined;
      // Descriptions leave out most errors that any operation can answer (401, 404, 429, 5xx).
      if (entry === undefined) return status >= 400 ? [] : [`${where}: no such status is published`];
      const response = dereference(document, entry, `${operation.pointer}/responses/${status}`);
      const schema = jsonSchema(response.pointer, response.node);
      if (schema === null)
        return body === undefined || status >= 300 ? [] : [`${where}: a body is not expected`];
      if (body === undefined) return [`${where}: the body is missing`];
      return check(bodies(schema), body, where);
    },

    webhook(name, payload) {
      const entry = document["x-webhooks"]?.[name]?.["post"];
      if (!isJsonObject(entry)) return [`webhook ${name}: no such webhook is published`];
      const pointer = pointerTo("x-webhooks", name, "post", "requestBody");
      const requestBody = dereference(document, entry["requestBody"], pointer);
      const schema = jsonSchema(requestBody.pointer, requestBody.node);
      return schema === null ? [] : check(bodies(schema), payload, `webhook ${name}`);
    },
  };
}

/** Compiles schemas by their place in the document, when first asked for. */
function createCompiler(document: ContractDocument, coerceTypes: false | "array") {
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    validateSchema: false,
    inlineRefs: false,
    // Most schemas judge a value or two: making them faster would take longer than they run.
    code: { optimize: false },
    logger: false,
    coerceTypes,
  });
  addFormats.default(ajv);
  ajv.addSchema(document, "contract");
  const compiled = new Map<string, ValidateFunction>();
  return (pointer: string, wrapped = false): ValidateFunction => {
    let validate = compiled.get(pointer);
    if (validate === undefined) {
      const $ref = `contract#${pointer.split("/").map(encodeURIComponent).join("/")}`;
      validate = ajv.compile(wrapped ? { type: "object", properties: { value: { $ref } } } : { $ref });
      compiled.set(pointer, validate);
    }
    return validate;
  };
}

const shownErrors = 6;

function describeErrors(errors: readonly ErrorObject[]): string[] {
  const described = errors.map((error) => {
    const extra =
      "additionalProperty" in error.params ? ` (${String(error.params["additionalProperty"])})` : "";
    const allowed =
      "allowedValues" in error.params ? ` (${JSON.stringify(error.params["allowedValues"])})` : "";
    return `${error.instancePath || "/"} ${error.message ?? error.keyword}${extra}${allowed}`;
  });
  const rest = described.length - shownErrors;
  return rest > 0 ? [...described.slice(0, shownErrors), `and ${rest} more`] : described;
}
