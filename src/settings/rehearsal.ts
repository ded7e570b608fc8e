import { InvalidSettings } from "./invalid-settings.js";
import { type Environment, readVariables } from "./read-variables.js";

/** REHEARSAL_URL, for the command line; null: not set. Throws {@link InvalidSettings}. */
export function readRehearsalUrl(environment: Environment): string | null {
  const { values, mistakes } = readVariables(environment, ["REHEARSAL_URL"]);
  if (mistakes.length > 0) throw new InvalidSettings(mistakes);
  return values.REHEARSAL_URL ?? null;
}
