import { redact, redactedError } from "../table-statistics/redact.js";
import { explainNetworkError } from "../table-statistics/explain-network-error.js";

/** The server could not be measured. The message says why, without the URL's secrets. */
export class CalibrationFailed extends Error {
  override readonly name = "CalibrationFailed";
}

/** Of whatever a driver threw: the URL's secrets are taken out of message and cause. */
export function calibrationFailed(error: unknown, url: string): CalibrationFailed {
  if (error instanceof CalibrationFailed) return error;
  const told =
    explainNetworkError(error)?.message ?? (error instanceof Error ? error.message : String(error));
  return new CalibrationFailed(redact(told, url), { cause: redactedError(error, url) });
}
