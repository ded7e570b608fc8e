/**
 * The text of a .env file with variables set: in the line where a variable is already, empty or not, else at the
 * end. Everything else stays as it is, comments too. Line breaks in a value become `\n` inside double quotes,
 * which Node and Docker both read back.
 */
export function setVariables(text: string, values: Readonly<Record<string, string>>): string {
  const missing = new Map(Object.entries(values));
  const lines = text.split("\n").map((line) => {
    const name = /^(?:export\s+)?([A-Z][A-Z0-9_]*)\s*=/.exec(line)?.[1];
    const value = name === undefined ? undefined : missing.get(name);
    if (name === undefined || value === undefined) return line;
    missing.delete(name);
    return assignment(name, value);
  });
  if (lines.at(-1) === "") lines.pop();
  return [...lines, ...[...missing].map(([name, value]) => assignment(name, value)), ""].join("\n");
}

function assignment(name: string, value: string): string {
  return /^[\w.:/@+=-]*$/.test(value)
    ? `${name}=${value}`
    : `${name}="${value.trim().replaceAll("\r", "").replaceAll("\n", "\\n")}"`;
}
