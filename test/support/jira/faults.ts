/** What the local Jira is to do wrong. */
export type FaultEffect =
  /** An error status, for 429 and 503 with Retry-After where given. */
  | { readonly status: number; readonly retryAfter?: string }
  /** 200 with a login page. */
  | { readonly html: true }
  /** 200 with JSON that is something else. */
  | { readonly body: unknown }
  /** The connection is closed without an answer. */
  | { readonly drop: true }
  /** No answer ever. */
  | { readonly hang: true }
  /** The answer's headers at once, its body a byte a second. */
  | { readonly trickle: true }
  | { readonly delayMs: number }
  /** Answers as usual once this has come to be: holds what the app is doing at a known place. */
  | { readonly until: Promise<unknown> }
  /** Bulk fetch: these keys are answered with `issueErrors`. */
  | { readonly issueErrors: readonly string[] };

export type Fault = FaultEffect & {
  /** Which requests; default: all. */
  readonly path?: RegExp;
  /** Which of them by what they send, as JSON; default: all. */
  readonly sent?: RegExp;
  /** How many of them; default: all, until cleared. */
  readonly times?: number;
};

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** The faults that this request is to meet; each counts as used. */
  take(path: string, sent: unknown): readonly Fault[];
}

export function createFaults(): Faults {
  let active: { readonly fault: Fault; left: number }[] = [];
  return {
    add: (fault) => void active.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }),
    clear: () => {
      active = [];
    },
    take: (path, sent) => {
      const text = JSON.stringify(sent ?? null);
      const met = active.filter(
        ({ fault, left }) => left > 0 && (fault.path?.test(path) ?? true) && (fault.sent?.test(text) ?? true),
      );
      for (const entry of met) entry.left--;
      return met.map(({ fault }) => fault);
    },
  };
}
