import { z } from "zod";
import { compilePattern, PatternError } from "./compile-pattern.js";

/** An option that holds a pattern: text in the file, compiled when it is read. */
export const patternOption = z.string().transform((source, context) => {
  try {
    return compilePattern(source);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    context.addIssue({ code: "custom", message: error.message });
    return z.NEVER;
  }
});
