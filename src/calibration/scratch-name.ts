import { randomBytes } from "node:crypto";

/** Of the schema or database that is made, or what the names of tables begin with. */
export function scratchName(): string {
  return `pre_deploy_checker_calibration_${randomBytes(4).toString("hex")}`;
}
