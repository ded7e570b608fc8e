import type { z } from "zod";
import { SourceUnavailable } from "../deploys/ports/unavailable.js";

/** A 2xx answer that is not what GitHub describes: a proxy's page, or half an answer. */
export class UnexpectedAnswer extends SourceUnavailable {
  constructor(route: string, cause: z.ZodError) {
    const fields = [...new Set(cause.issues.map((issue) => issue.path.join(".") || "body"))];
    super(`GitHub's answer to ${route} is not understood: ${fields.slice(0, 3).join(", ")}`, {
      kind: "github-unavailable",
      cause,
    });
  }
}
