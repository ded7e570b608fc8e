import { promisify } from "node:util";
import { constants, deflate, inflate } from "node:zlib";
import type { z } from "zod";

const deflateAsync = promisify(deflate);
const inflateAsync = promisify(inflate);

/** A row holds something that this version of the app does not understand. */
export class UnreadableRow extends Error {
  override readonly name = "UnreadableRow";

  constructor(what: string, cause: unknown) {
    super(`The database holds a ${what} that this version cannot read: was it written by a newer one?`, {
      cause,
    });
  }
}

/** The fastest level: a report of 10,000 commits still shrinks to a tenth, off the main thread. */
export function compressJson(value: unknown): Promise<Uint8Array> {
  return deflateAsync(JSON.stringify(value), { level: constants.Z_BEST_SPEED });
}

/** Parses what {@link compressJson} made. Throws {@link UnreadableRow}. */
export async function readCompressedJson<T>(
  bytes: Uint8Array,
  what: string,
  schema: z.ZodType<T>,
): Promise<T> {
  try {
    return schema.parse(JSON.parse((await inflateAsync(bytes)).toString("utf8")));
  } catch (cause) {
    throw new UnreadableRow(what, cause);
  }
}

/** Parses a jsonb column's value. Throws {@link UnreadableRow}. */
export function readJson<T>(value: unknown, what: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new UnreadableRow(what, parsed.error);
  return parsed.data;
}
