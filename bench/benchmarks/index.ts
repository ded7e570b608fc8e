import { cli } from "./cli.js";
import { history } from "./history.js";
import { memory } from "./memory.js";
import { migrationAccuracy } from "./migration-accuracy.js";
import { migrationProducts } from "./migration-products.js";
import { page } from "./page.js";
import { pushToStatus } from "./push-to-status.js";
import { scanFactors } from "./scan-factors.js";
import { webhooks } from "./webhooks.js";

/** Every benchmark by its name on the command line. */
export const benchmarks = {
  "push-to-status": pushToStatus,
  history,
  webhooks,
  memory,
  cli,
  page,
  "migration-accuracy": migrationAccuracy,
  "migration-products": migrationProducts,
  "scan-factors": scanFactors,
} as const;
