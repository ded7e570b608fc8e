import { SourceUnavailable } from "../deploys/ports/unavailable.js";
import { GitFailure } from "./git-failure.js";

interface Reason {
  readonly pattern: RegExp;
  readonly say: (match: RegExpExecArray) => string;
  /** Whether trying again by itself can help. */
  readonly retryable?: boolean;
  /** Whether it may be over in a second: a host between two of its servers, a connection that was cut. */
  readonly passing?: boolean;
  /** Whether it is the token that was not taken. */
  readonly refused?: boolean;
}

/** What git and curl say, first match wins, and how we say it: short, without addresses, paths or secrets. */
const reasons: readonly Reason[] = [
  { pattern: /directory that does not exist/, say: () => "the folder does not exist", retryable: false },
  { pattern: /ENOENT/, say: () => "git is not installed", retryable: false },
  { pattern: /could not resolve (?:host|proxy)/i, say: () => "could not resolve host" },
  { pattern: /SSL|certificate|TLS/, say: () => "the host's certificate is not trusted", retryable: false },
  { pattern: /Operation too slow|timed? ?out/i, say: () => "no answer in time" },
  {
    pattern: /Failed to connect|Connection refused|couldn't connect/i,
    say: () => "connection refused",
    passing: true,
  },
  {
    pattern: /could not read (?:Username|Password)|Authentication failed|returned error: 401\b/i,
    say: () => "authentication failed",
    refused: true,
  },
  { pattern: /returned error: 403\b/i, say: () => "authentication failed" },
  {
    pattern: /repository .* not found|Repository not found|returned error: 404\b/i,
    say: () => "repository not found",
  },
  {
    pattern: /returned error: 30[1278]\b|unable to update url base from redirection/i,
    say: () => "the host redirected; was the repository renamed?",
  },
  { pattern: /returned error: (50[0234])\b/i, say: (match) => match[1] ?? "", passing: true },
  { pattern: /returned error: (\d{3})\b/i, say: (match) => match[1] ?? "" },
  {
    pattern: /mismatched algorithms|unknown object format|unsupported hash/i,
    say: () => "SHA-256 repositories are not supported",
    retryable: false,
  },
  {
    pattern: /dubious ownership/i,
    say: () => "git does not trust the folder's owner (safe.directory)",
    retryable: false,
  },
  { pattern: /not a git repository/i, say: () => "not a git repository", retryable: false },
  { pattern: /No space left on device|Disk quota exceeded/i, say: () => "no space left on the disk" },
  { pattern: /Read-only file system|Permission denied/i, say: () => "the disk cannot be written" },
  {
    pattern: /Out of memory|Cannot allocate memory|git was killed/i,
    say: () => "git was killed or ran out of memory",
  },
  { pattern: /\.lock'|cannot lock ref/i, say: () => "another git process holds a lock" },
  {
    pattern:
      /early EOF|unexpected disconnect|RPC failed|hung up|Empty reply|reset by peer|transfer closed|Recv failure|expected flush|bad line length/i,
    say: () => "connection lost",
    passing: true,
  },
  {
    pattern: /not valid: is this a git repository|invalid server response/i,
    say: () => "the host did not answer as git",
  },
];

/**
 * Turns a failed git process into the sentence that statuses and pages show:
 * "Cannot fetch acme/web: could not resolve host". `doing`: "fetch acme/web", "read the history of acme/web".
 */
export function gitUnavailable(error: unknown, doing: string): unknown {
  if (!(error instanceof GitFailure)) return error;
  const { say, retryable } = explain(error);
  return new SourceUnavailable(`Cannot ${doing}: ${say}`, {
    kind: "git-unavailable",
    retryable,
    cause: error,
  });
}

/** Whether the same fetch may succeed a second later. */
export function mayPass(error: unknown): boolean {
  return reasonOf(error)?.passing === true;
}

/** Whether the host did not take the token. */
export function isRefused(error: unknown): boolean {
  return reasonOf(error)?.refused === true;
}

function reasonOf(error: unknown): Reason | undefined {
  if (!(error instanceof GitFailure) || error.kind !== "failed") return undefined;
  return reasons.find(({ pattern }) => pattern.test(error.output));
}

function explain(failure: GitFailure): { readonly say: string; readonly retryable: boolean } {
  if (failure.kind === "timeout" || failure.kind === "aborted")
    return { say: "no answer in time", retryable: true };
  for (const { pattern, say, retryable = true } of reasons) {
    const match = pattern.exec(failure.output);
    if (match) return { say: say(match), retryable };
  }
  return { say: `git ${failure.command} failed`, retryable: true };
}
