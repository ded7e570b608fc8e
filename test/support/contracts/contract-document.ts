/** A JSON Schema, an OpenAPI object, or any other node of a published description. */
export type JsonObject = Record<string, unknown>;

/** A vendor's published OpenAPI 3.0 description (GitHub's also lists its webhooks under `x-webhooks`). */
export interface ContractDocument extends JsonObject {
  readonly paths: Record<string, Record<string, JsonObject>>;
  readonly "x-webhooks"?: Record<string, Record<string, JsonObject>>;
}

/** Whether a value is an object with named members: not null, not a list. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
