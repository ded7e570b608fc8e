import type { Json } from "../json/json.js";

/** What an operation answers. */
export interface Answer {
  readonly status: number;
  /** JSON, or bytes; undefined for no body. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal, answered as GitHub does: `{message, documentation_url}` and, for 422, the errors. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly errors: readonly Json[] | null;

  constructor(status: number, message: string, errors: readonly Json[] | null = null) {
    super(message);
    this.status = status;
    this.errors = errors;
  }

  toAnswer(): Answer {
    return {
      status: this.status,
      body: {
        message: this.message,
        documentation_url: "https://docs.github.com/rest",
        status: String(this.status),
        ...(this.errors === null ? {} : { errors: this.errors }),
      },
    };
  }
}

export function ok(body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status: 200, body, headers };
}

export function notFound(): ApiError {
  return new ApiError(404, "Not Found");
}

/** 422 as for a field that does not hold what it must. */
export function invalid(resource: string, field: string, message: string): ApiError {
  return new ApiError(422, "Validation Failed", [{ resource, field, code: "custom", message }]);
}
