import type { EngineFamily } from "../engine.js";
import type { Rates } from "./rates.js";

/**
 * Fitted to what `npm run bench -- migration-accuracy` measured on PostgreSQL 18 with its default settings (one of two
 * virtual cores, SSD) at 100,000, 1,000,000 and 5,000,000 rows, narrow and wide, with no and three indexes; sorting by
 * n log n. `spread` is wider than there, because other servers differ. `copy` and `online-copy` were not measured.
 */
const postgres: Rates = {
  scan: {
    fixed: 0.002,
    perRow: 7.1e-8,
    perHeapByte: 1.6e-10,
    perRowAndIndex: 0,
    perRowLog: 0,
    beyondMemory: 3.7,
    spread: 2.5,
  },
  index: {
    fixed: 0.017,
    perRow: 5e-7,
    perHeapByte: 3e-11,
    perRowAndIndex: 0,
    perRowLog: 0,
    beyondMemory: 19,
    spread: 2.2,
  },
  "index-text": {
    fixed: 0.005,
    perRow: 1.8e-6,
    perHeapByte: 2.6e-11,
    perRowAndIndex: 0,
    perRowLog: 0,
    beyondMemory: 50,
    spread: 2.2,
  },
  "index-fulltext": {
    fixed: 0.05,
    perRow: 8.3e-6,
    perHeapByte: 2.3e-9,
    perRowAndIndex: 0,
    perRowLog: 0,
    beyondMemory: 4,
    spread: 3,
  },
  "index-concurrently": {
    fixed: 0.018,
    perRow: 0,
    perHeapByte: 1.4e-10,
    perRowAndIndex: 0,
    perRowLog: 2.7e-8,
    beyondMemory: 10,
    spread: 2.2,
  },
  rewrite: {
    fixed: 0.022,
    perRow: 4.9e-7,
    perHeapByte: 8e-9,
    perRowAndIndex: 9.8e-7,
    perRowLog: 0,
    beyondMemory: 1,
    spread: 2.2,
  },
  copy: {
    fixed: 0.02,
    perRow: 9e-7,
    perHeapByte: 6e-9,
    perRowAndIndex: 4e-6,
    perRowLog: 0,
    beyondMemory: 5,
    spread: 2.5,
  },
  "online-copy": {
    fixed: 5,
    perRow: 1e-5,
    perHeapByte: 2e-8,
    perRowAndIndex: 5e-6,
    perRowLog: 0,
    beyondMemory: 5,
    spread: 3,
  },
  update: {
    fixed: 0.024,
    perRow: 2.4e-6,
    perHeapByte: 7.2e-9,
    perRowAndIndex: 7.1e-6,
    perRowLog: 0,
    beyondMemory: 1.7,
    spread: 2.5,
  },
  delete: {
    fixed: 0.05,
    perRow: 5.7e-7,
    perHeapByte: 1.4e-10,
    perRowAndIndex: 0,
    perRowLog: 0,
    beyondMemory: 23,
    spread: 2.5,
  },
  insert: {
    fixed: 0.06,
    perRow: 1e-6,
    perHeapByte: 4.8e-9,
    perRowAndIndex: 3.6e-6,
    perRowLog: 0,
    beyondMemory: 1.7,
    spread: 2.5,
  },
};

/**
 * The same on MariaDB 10.11 with its default buffer pool of 128 MB, at 25,000 to 1,250,000 rows and, as far as
 * that was measured, 5,000,000. An index build reads its table's rows from the disk in some 8 ns a byte, whatever it
 * sorts: 1,000,000 rows of 632 bytes took 6.6 s, as many of 69 bytes in the buffer pool 1.3 s.
 */
const mysql: Rates = {
  scan: {
    fixed: 0.0005,
    perRow: 1.8e-7,
    perHeapByte: 2.3e-10,
    perRowAndIndex: 0,
    perRowLog: 0,
    beyondMemory: 18,
    spread: 2.5,
  },
  index: {
    fixed: 0.016,
    perRow: 0,
    perHeapByte: 1.6e-10,
    perRowAndIndex: 0,
    perRowLog: 5.6e-8,
    beyondMemory: 50,
    spread: 2.2,
  },
  "index-text": {
    fixed: 0.0073,
    perRow: 0,
    perHeapByte: 1.7e-10,
    perRowAndIndex: 0,
    perRowLog: 8.3e-8,
    beyondMemory: 50,
    spread: 2.2,
  },
  "index-fulltext": {
    fixed: 0.5,
    perRow: 8e-6,
    perHeapByte: 2e-9,
    perRowAndIndex: 0,
    perRowLog: 0,
    beyondMemory: 4,
    spread: 4,
  },
  "index-concurrently": {
    fixed: 0.016,
    perRow: 0,
    perHeapByte: 1.6e-10,
    perRowAndIndex: 0,
    perRowLog: 5.6e-8,
    beyondMemory: 50,
    spread: 2.2,
  },
  rewrite: {
    fixed: 0.007,
    perRow: 8.9e-7,
    perHeapByte: 2.4e-9,
    perRowAndIndex: 1.2e-6,
    perRowLog: 0,
    beyondMemory: 6,
    spread: 2.2,
  },
  copy: {
    fixed: 0.01,
    perRow: 1.7e-6,
    perHeapByte: 1e-8,
    perRowAndIndex: 1e-6,
    perRowLog: 0,
    beyondMemory: 1.5,
    spread: 2.5,
  },
  "online-copy": {
    fixed: 5,
    perRow: 1.5e-5,
    perHeapByte: 2e-8,
    perRowAndIndex: 6e-6,
    perRowLog: 0,
    beyondMemory: 8,
    spread: 3,
  },
  update: {
    fixed: 0.003,
    perRow: 2.2e-6,
    perHeapByte: 1.3e-9,
    perRowAndIndex: 2e-7,
    perRowLog: 0,
    beyondMemory: 2.5,
    spread: 3,
  },
  delete: {
    fixed: 0.01,
    perRow: 1.6e-6,
    perHeapByte: 1.2e-9,
    perRowAndIndex: 1.9e-6,
    perRowLog: 0,
    beyondMemory: 2.6,
    spread: 2.5,
  },
  insert: {
    fixed: 0.01,
    perRow: 2.7e-6,
    perHeapByte: 5.7e-9,
    perRowAndIndex: 2.3e-6,
    perRowLog: 0,
    beyondMemory: 1.8,
    spread: 2.5,
  },
};

/** Rates for a server that nobody calibrated. */
export const defaultRates: Readonly<Record<EngineFamily, Rates>> = { postgres, mysql, mariadb: mysql };
