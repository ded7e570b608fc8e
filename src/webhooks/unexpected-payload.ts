import type { z } from "zod";

/** An event that we know, in a shape that we do not. Names the fields, never their values. */
export class UnexpectedPayload extends Error {
  override readonly name = "UnexpectedPayload";
  readonly fields: readonly string[];

  constructor(event: string, cause: z.ZodError) {
    const fields = [...new Set(cause.issues.map((issue) => issue.path.join(".") || "body"))];
    super(`The event ${event} has an unexpected shape: ${fields.join(", ")}`);
    this.fields = fields;
  }
}
