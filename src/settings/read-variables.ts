import type { SettingsMistake } from "./invalid-settings.js";
import { variables, type Values, type VariableName } from "./variables.js";

/** The environment as a process has it. A variable that is empty counts as unset, as containers pass it. */
export type Environment = Readonly<Record<string, string | undefined>>;

export function isSet(environment: Environment, name: string): boolean {
  return (environment[name] ?? "").trim() !== "";
}

/** A mistake in a variable of the table. */
export function mistake(variable: VariableName, problem: string): SettingsMistake {
  const { about, example } = variables[variable];
  return { variable, problem, about, example };
}

/** Reads the named variables one by one; those that are wrong are among the mistakes and not among the values. */
export function readVariables(
  environment: Environment,
  names: readonly VariableName[],
): { readonly values: Values; readonly mistakes: readonly SettingsMistake[] } {
  const values: Partial<Record<VariableName, unknown>> = {};
  const mistakes: SettingsMistake[] = [];
  for (const name of names) {
    if (!isSet(environment, name)) continue;
    const parsed = variables[name].schema.safeParse(environment[name]);
    if (parsed.success) values[name] = parsed.data;
    else mistakes.push(mistake(name, parsed.error.issues[0]?.message ?? "is wrong"));
  }
  return { values: values as Values, mistakes };
}
