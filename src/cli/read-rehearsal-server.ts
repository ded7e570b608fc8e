import type { Terminal } from "./terminal.js";

/** The server of REHEARSAL_URL, on which MySQL's and MariaDB's migrations are tried out; null: none. Throws InvalidSettings. */
export async function readRehearsalServer({ env }: Pick<Terminal, "env">): Promise<string | null> {
  if ((env["REHEARSAL_URL"] ?? "") === "") return null;
  const { readRehearsalUrl } = await import("../settings/rehearsal.js");
  return readRehearsalUrl(env);
}
