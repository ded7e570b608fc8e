/** One variable that is missing or wrong. Holds no secret: only names, rules and examples. */
export interface SettingsMistake {
  readonly variable: string;
  /** Follows the variable's name: "is missing", "is not a port number". */
  readonly problem: string;
  /** A value of the right shape. */
  readonly example: string;
  /** What the variable is and where its value is found. */
  readonly about: string;
}

/** The environment cannot be used. The message lists every mistake, one a line. */
export class InvalidSettings extends Error {
  override readonly name = "InvalidSettings";
  readonly mistakes: readonly SettingsMistake[];

  constructor(mistakes: readonly SettingsMistake[]) {
    const lines = mistakes.map(
      ({ variable, problem, example, about }) =>
        `  ${variable} ${problem}. ${about} Example: ${variable}=${example}`,
    );
    const count = mistakes.length === 1 ? "1 setting is" : `${mistakes.length} settings are`;
    super(
      [`${count} missing or wrong in the environment (.env.example explains them all):`, ...lines].join("\n"),
    );
    this.mistakes = mistakes;
  }
}
