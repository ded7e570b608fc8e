import type { RateSample } from "../../src/migrations/cost-model/fit-rates.js";
import { sumOf } from "../../src/migrations/cost-model/interval.js";
import type { Rates } from "../../src/migrations/cost-model/rates.js";
import { tableSize, type TableSize } from "../../src/migrations/cost-model/table-size.js";
import type { DatabaseFacts } from "../../src/migrations/database-facts.js";
import { loadDialect } from "../../src/migrations/dialects/index.js";
import { parseEngine } from "../../src/migrations/engine.js";
import { estimateOperation } from "../../src/migrations/estimate-operation.js";
import type { Operation } from "../../src/migrations/operation.js";
import type { Seconds } from "../../src/checker/migration-report.js";

/** What the product says of one statement, with the statistics that it would gather. */
export interface Judgement {
  readonly operations: readonly Operation[];
  /** Null: it cannot tell. */
  seconds(rates: Rates): Seconds | null;
  /** As a sample for new rates, where all that takes time is one piece of work; else null. */
  sample(seconds: number): RateSample | null;
}

export async function judge(sql: string, facts: DatabaseFacts): Promise<Judgement> {
  const engine = parseEngine(facts.engine ?? "");
  const dialect = await loadDialect(engine.family);
  const operations = dialect
    .begin(engine, facts)
    .classify({ format: "sql", inTransaction: false, steps: [{ kind: "sql", line: 1, sql }] });
  const { memoryBytes } = facts;
  const sizeOf = (table: string): TableSize | null => {
    const found = facts.tables[table];
    return found === undefined ? null : tableSize(found);
  };
  const pieces = operations.flatMap(({ work }) => work);
  return {
    operations,
    seconds: (rates) =>
      sumOf(operations.map((operation) => estimateOperation(operation, { sizeOf, memoryBytes }, rates))),
    sample(seconds) {
      const [piece] = pieces;
      const size = piece === undefined ? null : sizeOf(piece.table);
      if (piece === undefined || size === null || pieces.length > 1 || piece.share !== 1) return null;
      if (piece.factor !== undefined) return null;
      const { rows, heapBytes, bytes, clustered } = size;
      const indexes = piece.indexes ?? size.indexes;
      return { class: piece.class, rows, heapBytes, bytes, indexes, clustered, memoryBytes, seconds };
    },
  };
}
