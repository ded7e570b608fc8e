import { GitFailure } from "./git-failure.js";
import { parseRemoteRefs } from "./remote-refs.js";
import { refspecOf, type RefSelection } from "./ref-selection.js";

/** Runs git against the remote. */
export type RemoteGit = (args: readonly string[], input?: string) => Promise<string>;

/**
 * The progress is a sign of life, without which git would be taken for stuck. The filter is in the copy's configuration: given here, git would write it there anew with every fetch.
 */
const fetchArguments = [
  "fetch",
  "--quiet",
  "--progress",
  "--no-tags",
  "--no-write-fetch-head",
  "--no-auto-maintenance",
  "--no-recurse-submodules",
  "--no-show-forced-updates",
] as const;

const missingRef = /couldn't find remote ref (\S+)/;

/**
 * Fetches what was selected into the mirror's own refs and returns which of the exact refs are not on the host.
 * One fetch where all of them exist. git refuses a fetch with a missing ref before it transfers anything, and names
 * it: it is left out and the fetch repeated; where that is not enough, the host is asked what it has.
 */
export async function fetchRefs(git: RemoteGit, selection: RefSelection): Promise<ReadonlySet<string>> {
  const first = await tryFetch(git, selection);
  if (first === null) return new Set();
  const second = await tryFetch(git, without(selection, new Set([first])));
  if (second === null) return new Set([first]);

  const listed = await git(["ls-remote", "--quiet", "origin", ...selection.exact]);
  const present = new Set(parseRemoteRefs(listed).map(({ ref }) => ref));
  const absent = new Set(selection.exact.filter((ref) => !present.has(ref)));
  const deletedMeanwhile = await tryFetch(git, without(selection, absent));
  if (deletedMeanwhile === null) return absent;
  throw new GitFailure({
    kind: "failed",
    command: "fetch",
    output: `couldn't find remote ref ${deletedMeanwhile}`,
  });
}

/** Brings objects in by their ids, with one request. */
export async function fetchObjects(git: RemoteGit, ids: readonly string[]): Promise<void> {
  await git([...fetchArguments, "--stdin", "origin"], `${ids.join("\n")}\n`);
}

/** An object id that nobody has. */
const nobodys = "5ca1ab1e".repeat(5);

/**
 * Makes sure that "no refs" was git's answer. git takes any page (a proxy's, a login form) whose text has no line
 * break for an empty repository of the old protocol. Only a git server refuses an unknown object by its id.
 */
export async function proveToBeGit(git: RemoteGit): Promise<void> {
  try {
    await git([...fetchArguments, "origin", nobodys]);
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    if (/not our ref|unadvertised object/.test(error.output)) return;
    if (!/unable to find|cannot obtain needed|could not find remote ref|couldn't find/i.test(error.output))
      throw error;
  }
  throw new GitFailure({ kind: "failed", command: "fetch", output: "invalid server response" });
}

/** The first ref that is missing on the host, or null where everything was fetched. */
async function tryFetch(git: RemoteGit, { exact, wildcards }: RefSelection): Promise<string | null> {
  const refs = [...exact, ...wildcards];
  if (refs.length === 0) return null;
  try {
    const prune = wildcards.length === 0 ? [] : ["--prune"];
    await git([...fetchArguments, ...prune, "origin", ...refs.map(refspecOf)]);
    return null;
  } catch (error) {
    const missing = error instanceof GitFailure ? missingRef.exec(error.output)?.[1] : undefined;
    if (missing === undefined || !exact.includes(missing)) throw error;
    return missing;
  }
}

function without(selection: RefSelection, absent: ReadonlySet<string>): RefSelection {
  return { ...selection, exact: selection.exact.filter((ref) => !absent.has(ref)) };
}
