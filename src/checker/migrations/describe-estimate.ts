import { describeSeconds } from "../describe-seconds.js";
import type { Seconds } from "../migration-report.js";

/** "about 52 min (30 min to 1 h 20 min)" */
export function describeEstimate({ expected, low, high }: Seconds): string {
  const range = [describeSeconds(low), describeSeconds(high)] as const;
  const about = expected < 1 ? describeSeconds(expected) : `about ${describeSeconds(expected)}`;
  return range[0] === range[1] ? about : `${about} (${range[0]} to ${range[1]})`;
}
