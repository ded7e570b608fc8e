/** The first line of a commit message that is not blank. */
export function commitSubject(message: string): string {
  return message.trimStart().split("\n", 1)[0]?.trimEnd() ?? "";
}
