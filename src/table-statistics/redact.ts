/**
 * The text without what is secret in the URL, as written and decoded: the password; of an http URL also the user and
 * the query, where tokens stand.
 */
export function redact(text: string, url: string): string {
  if (!URL.canParse(url)) return text;
  const { protocol, username, password, searchParams } = new URL(url);
  const tokens = protocol.startsWith("http") ? [username, ...searchParams.values()] : [];
  return [password, ...tokens]
    .flatMap((secret) => [secret, decoded(secret)])
    .filter((secret) => secret !== "")
    .sort((one, other) => other.length - one.length)
    .reduce((rest, secret) => rest.replaceAll(secret, "***"), text);
}

/** For logs: what the driver said, without the secrets and the connection that may hang on its error. */
export function redactedError(error: unknown, url: string): Error {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return new Error(redact(`${name}: ${message}`, url));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
