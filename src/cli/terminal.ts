/** What a command may touch of the process. Streams that are no terminal get neither colour nor progress. */
export interface Terminal extends Pick<NodeJS.Process, "env" | "cwd"> {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: TerminalOutput;
  readonly stderr: TerminalOutput;
}

export type TerminalOutput = NodeJS.WritableStream & {
  readonly isTTY?: boolean;
  /** Of a terminal. */
  readonly columns?: number;
};
