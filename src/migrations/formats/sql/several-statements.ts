/** What a text may hold in which a semicolon ends nothing, by how it begins. */
const openings = /--|\/\*|'|"|`|\$\w*\$|;|[^\s;]/g;

/** Where a quoted part or a comment that begins at `start` ends; one that is never closed takes all that is left. */
function endOf(text: string, start: number, opening: string): number {
  const closing = opening === "--" ? "\n" : opening === "/*" ? "*/" : opening;
  const end = text.indexOf(closing, start + opening.length);
  return end === -1 ? text.length : end + closing.length;
}

/**
 * Whether a text holds more than one statement. PostgreSQL runs those that it is sent together in one transaction:
 * https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-MULTI-STATEMENT
 */
export function holdsSeveralStatements(text: string): boolean {
  let hasEnded = false;
  let isEmpty = true;
  openings.lastIndex = 0;
  for (let match = openings.exec(text); match !== null; match = openings.exec(text)) {
    const [opening] = match;
    const isComment = opening === "--" || opening === "/*";
    if (opening === ";") {
      hasEnded ||= !isEmpty;
      isEmpty = true;
      continue;
    }
    if (!isComment) isEmpty = false;
    if (hasEnded && !isEmpty) return true;
    if (isComment || /^['"`$]/.test(opening)) openings.lastIndex = endOf(text, match.index, opening);
  }
  return false;
}
