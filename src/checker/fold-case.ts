/** Names are compared trimmed and in any case, by the same rule in every locale. */
export function foldCase(text: string): string {
  return text.trim().normalize("NFC").toLowerCase();
}
