import { type Logger, pino } from "pino";

/** Names under which secrets could end up in what is logged; their values never do. */
const secret = [
  "authorization",
  "token",
  "password",
  "privateKey",
  "secret",
  "*.authorization",
  "*.token",
  "*.headers",
];

/** JSON lines on standard output. */
export function createLogger(level: string): Logger {
  return pino({ level, base: null, redact: { paths: secret, censor: "[redacted]" } });
}
