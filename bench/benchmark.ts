import type { Cleanup } from "../demo/cleanup.js";
import type { Table } from "./measure/table.js";
import type { BenchOptions } from "./options.js";
import type { DatabaseKind } from "./world/database.js";

export interface BenchmarkRun extends Pick<BenchOptions, "rows" | "engines" | "weak"> {
  readonly database: DatabaseKind;
  /** How often each contender is measured; null: as often as the benchmark thinks right. */
  readonly rounds: number | null;
  /** A folder of its own that goes by itself at the end. */
  readonly folder: string;
  readonly cleanup: Cleanup;
}

export interface Benchmark {
  /** The databases on which it says something different. */
  readonly databases: readonly DatabaseKind[];
  run(run: BenchmarkRun): Promise<readonly Table[]>;
}
