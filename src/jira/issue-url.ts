/** Where people open an issue. */
export function issueUrl(browseUrl: string, key: string): string {
  return `${browseUrl}/browse/${key}`;
}
