/** What the server said of a statement: its words and its SQLSTATE. */
export interface ServerError {
  readonly message: string;
  /** Null: it is not the server that spoke. */
  readonly code: string | null;
}

export function serverError(error: unknown): ServerError {
  if (!(error instanceof Error)) return { message: String(error), code: null };
  const code = "code" in error && typeof error.code === "string" ? error.code : null;
  return { message: error.message, code };
}
