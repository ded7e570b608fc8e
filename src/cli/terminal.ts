/** What a command may touch of the process. Streams that are no terminal get neither colour nor progress. */
export type Terminal = Pick<NodeJS.Process, "stdin" | "stdout" | "stderr" | "env" | "cwd">;
