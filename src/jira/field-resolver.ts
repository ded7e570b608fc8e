import { SourceUnavailable } from "../deploys/ports/unavailable.js";
import {
  type FieldCatalogue,
  fieldCatalogueSchema,
  type FieldIds,
  resolveFields,
} from "./field-catalogue.js";
import type { JiraApi } from "./jira-api.js";
import type { LookupSession } from "./lookup-session.js";

export interface ResolvingFields {
  /** What the fields were when Jira last said so; good enough to begin with. */
  readonly likely: FieldIds;
  /** What they are now. Rejects with SourceUnavailable. */
  readonly certain: Promise<FieldIds>;
}

export interface FieldResolver {
  /** Waits for Jira only where nothing is known of these fields from earlier. */
  begin(session: LookupSession, names: readonly string[]): Promise<ResolvingFields>;
}

/**
 * Resolves field names without holding lookups up: once the catalogue has been read, the next lookup starts
 * with what it said while it is read again, and only asks twice where a field has changed since.
 */
export function createFieldResolver(api: JiraApi): FieldResolver {
  let last: FieldCatalogue | null = null;

  async function read(session: LookupSession, names: readonly string[]): Promise<FieldIds> {
    const catalogue = await api.call(session, {
      request: () => ({ method: "GET", apiVersion: "2", path: "/field" }),
      schema: fieldCatalogueSchema,
      read: (data) => data,
    });
    try {
      const ids = resolveFields(catalogue, names);
      last = catalogue;
      return ids;
    } catch (error) {
      // Without an account Jira answers as well, and leaves the custom fields out.
      if (error instanceof SourceUnavailable) await api.probeCredentials(session);
      throw error;
    }
  }

  return {
    async begin(session, names) {
      if (names.length === 0) return { likely: new Map(), certain: Promise.resolve(new Map()) };
      const certain = read(session, names);
      const known = last === null ? null : tryResolve(last, names);
      if (known === null) return { likely: await certain, certain };
      // Whoever began awaits it; until then a rejection is not unhandled.
      certain.catch(() => undefined);
      return { likely: known, certain };
    },
  };
}

function tryResolve(catalogue: FieldCatalogue, names: readonly string[]): FieldIds | null {
  try {
    return resolveFields(catalogue, names);
  } catch (error) {
    if (error instanceof SourceUnavailable) return null;
    throw error;
  }
}
