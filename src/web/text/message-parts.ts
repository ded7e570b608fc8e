/** A commit message as a list shows it: its first line, and what follows (empty where nothing does). */
export function messageParts(message: string): { readonly subject: string; readonly body: string } {
  const text = message.trim();
  const end = text.indexOf("\n");
  return end === -1
    ? { subject: text, body: "" }
    : { subject: text.slice(0, end).trimEnd(), body: text.slice(end + 1).trim() };
}
