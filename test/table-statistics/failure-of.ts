import { SourceUnavailable } from "../../src/deploys/ports/unavailable.js";

/** What a read is refused with. */
export async function failureOf(read: Promise<unknown>): Promise<SourceUnavailable> {
  try {
    await read;
  } catch (error) {
    if (error instanceof SourceUnavailable) return error;
    throw error;
  }
  throw new Error("it was read");
}
