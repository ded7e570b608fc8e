import type { z } from "zod";

/** A read-only connection to a database server, for the length of one gathering. */
export interface CatalogueSession {
  /** @throws whatever the driver throws */
  query<Row>(schema: z.ZodType<Row>, sql: string, parameters?: readonly unknown[]): Promise<readonly Row[]>;
  /**
   * The same; null where the server refuses (a right is missing, a lock is in the way, it takes too long), which is
   * then among `notes` as "<what>: <why>". Rejects only where the connection itself is gone.
   */
  attempt<Row>(
    what: string,
    schema: z.ZodType<Row>,
    sql: string,
    parameters?: readonly unknown[],
  ): Promise<readonly Row[] | null>;
  readonly notes: string[];
}
