export interface GitCommand {
  readonly directory: string;
  readonly args: readonly string[];
  /** The whole environment: nothing is inherited but PATH. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface CommandFiles {
  readonly input: string;
  readonly output: string;
  readonly errors: string;
}

/** The command as a line for `sh`, which runs it in a subshell; its exit code is git's. */
export function shellCommand({ directory, args, env }: GitCommand, files: CommandFiles): string {
  const variables = Object.entries(env).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${quoted(value)}`],
  );
  const git = ["exec git", ...args.map(quoted)].join(" ");
  const steps = [
    `cd ${quoted(directory)}`,
    ...(variables.length > 0 ? [`export ${variables.join(" ")}`] : []),
  ];
  const channels = `<${quoted(files.input)} >${quoted(files.output)} 2>${quoted(files.errors)}`;
  return `(${[...steps, git].join(" && ")}) ${channels}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
