/** git's own cut line: what follows it is only there to be read (`git commit --verbose`). */
const scissors = " ------------------------ >8 ------------------------";

/** What git picks from with `core.commentChar=auto`. */
const autoCandidates = "#;@!$%^&|:";

/**
 * The message that git will keep of the file it hands to the hook: cut at the scissors, without comment lines.
 * `comment` is git's `core.commentString` or `core.commentChar`; "auto" is read off the file's last lines.
 */
export function commitMessage(file: string, comment: string): string {
  const lines = file.replace(/\r\n?/g, "\n").split("\n");
  const prefix = comment === "auto" ? commentPrefixOf(lines) : comment;
  const cut = lines.indexOf(prefix + scissors);
  return (cut === -1 ? lines : lines.slice(0, cut))
    .filter((line) => !line.startsWith(prefix))
    .map((line) => line.trimEnd())
    .join("\n")
    .trim();
}

function commentPrefixOf(lines: readonly string[]): string {
  const cut = lines.find((line) => line.endsWith(scissors) && line.length === scissors.length + 1);
  const sign = (cut ?? lines.findLast((line) => line.trim() !== ""))?.charAt(0) ?? "";
  return sign !== "" && autoCandidates.includes(sign) ? sign : "#";
}
