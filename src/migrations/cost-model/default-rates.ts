import type { EngineFamily } from "../engine.js";
import type { Rates } from "./rates.js";

/** PostgreSQL 15 on two cores with an SSD and default settings, 5,000,000 rows, narrow and wide, with 0 and 3 indexes. */
const postgres: Rates = {
  scan: { fixed: 0.01, perRow: 2e-8, perHeapByte: 4e-10, perRowAndIndex: 0, perRowLog: 0, beyondMemory: 6, spread: 2 },
  index: { fixed: 0.02, perRow: 5e-8, perHeapByte: 4e-10, perRowAndIndex: 0, perRowLog: 1.3e-8, beyondMemory: 4, spread: 1.8 },
  "index-text": { fixed: 0.02, perRow: 5e-8, perHeapByte: 7e-10, perRowAndIndex: 0, perRowLog: 5e-8, beyondMemory: 4, spread: 1.8 },
  "index-fulltext": { fixed: 0.05, perRow: 8e-6, perHeapByte: 2e-9, perRowAndIndex: 0, perRowLog: 0, beyondMemory: 4, spread: 3 },
  "index-concurrently": { fixed: 0.05, perRow: 1.5e-7, perHeapByte: 9e-10, perRowAndIndex: 0, perRowLog: 1.3e-8, beyondMemory: 5, spread: 2.2 },
  rewrite: { fixed: 0.02, perRow: 4.5e-7, perHeapByte: 5e-9, perRowAndIndex: 6e-7, perRowLog: 0, beyondMemory: 4, spread: 1.9 },
  copy: { fixed: 0.02, perRow: 9e-7, perHeapByte: 6e-9, perRowAndIndex: 4e-6, perRowLog: 0, beyondMemory: 5, spread: 2.5 },
  "online-copy": { fixed: 5, perRow: 1e-5, perHeapByte: 2e-8, perRowAndIndex: 5e-6, perRowLog: 0, beyondMemory: 5, spread: 3 },
  update: { fixed: 0.01, perRow: 2.4e-6, perHeapByte: 7e-9, perRowAndIndex: 5e-6, perRowLog: 0, beyondMemory: 6, spread: 2.2 },
  delete: { fixed: 0.01, perRow: 8e-7, perHeapByte: 3e-9, perRowAndIndex: 5e-8, perRowLog: 0, beyondMemory: 6, spread: 2.5 },
  insert: { fixed: 0.01, perRow: 7e-7, perHeapByte: 5e-9, perRowAndIndex: 3.7e-6, perRowLog: 0, beyondMemory: 5, spread: 2.2 },
};

/** MariaDB 10.11, likewise. Its cost jumps once table and indexes outgrow the buffer pool. */
const mysql: Rates = {
  scan: { fixed: 0.01, perRow: 1.5e-7, perHeapByte: 6e-10, perRowAndIndex: 0, perRowLog: 0, beyondMemory: 10, spread: 2.2 },
  index: { fixed: 0.05, perRow: 2e-7, perHeapByte: 8e-10, perRowAndIndex: 0, perRowLog: 3e-8, beyondMemory: 6, spread: 2 },
  "index-text": { fixed: 0.05, perRow: 2e-7, perHeapByte: 1e-9, perRowAndIndex: 0, perRowLog: 1e-7, beyondMemory: 6, spread: 2 },
  "index-fulltext": { fixed: 0.5, perRow: 2e-5, perHeapByte: 2e-9, perRowAndIndex: 0, perRowLog: 0, beyondMemory: 4, spread: 3 },
  "index-concurrently": { fixed: 0.05, perRow: 2e-7, perHeapByte: 8e-10, perRowAndIndex: 0, perRowLog: 3e-8, beyondMemory: 6, spread: 2 },
  rewrite: { fixed: 0.05, perRow: 6e-7, perHeapByte: 8e-9, perRowAndIndex: 5e-7, perRowLog: 0, beyondMemory: 8, spread: 2.2 },
  copy: { fixed: 0.05, perRow: 2e-6, perHeapByte: 9e-9, perRowAndIndex: 2.5e-6, perRowLog: 0, beyondMemory: 12, spread: 2.5 },
  "online-copy": { fixed: 5, perRow: 1.5e-5, perHeapByte: 2e-8, perRowAndIndex: 6e-6, perRowLog: 0, beyondMemory: 8, spread: 3 },
  update: { fixed: 0.01, perRow: 4e-6, perHeapByte: 6e-9, perRowAndIndex: 3e-6, perRowLog: 0, beyondMemory: 15, spread: 2.5 },
  delete: { fixed: 0.01, perRow: 4e-6, perHeapByte: 5e-9, perRowAndIndex: 3e-6, perRowLog: 0, beyondMemory: 15, spread: 2.5 },
  insert: { fixed: 0.01, perRow: 2e-6, perHeapByte: 6e-9, perRowAndIndex: 3e-6, perRowLog: 0, beyondMemory: 12, spread: 2.5 },
};

/** Rates for a server that nobody calibrated. */
export const defaultRates: Readonly<Record<EngineFamily, Rates>> = { postgres, mysql, mariadb: mysql };
