const shaPattern = /^[0-9a-f]{40}$/;

/** Whether a revision is a full SHA-1 in lower case. */
export function isSha(revision: string): boolean {
  return shaPattern.test(revision);
}

/** Guards the door to git's arguments: only full SHAs pass. Throws TypeError, a mistake of the caller. */
export function sha(revision: string): string {
  if (!isSha(revision)) throw new TypeError(`Not a commit id: ${JSON.stringify(revision)}`);
  return revision;
}
