import type { Logger } from "../../src/deploys/parts.js";

export interface LogLine {
  readonly level: keyof Logger;
  readonly message: string;
  readonly data: object;
}

/** A logger that keeps what it is told. */
export function recordingLogger(): Logger & { readonly lines: readonly LogLine[] } {
  const lines: LogLine[] = [];
  const log = (level: keyof Logger) => (data: object, message: string) =>
    lines.push({ level, message, data });
  return { lines, debug: log("debug"), info: log("info"), warn: log("warn"), error: log("error") };
}
