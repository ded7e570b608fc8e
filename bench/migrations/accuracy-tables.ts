import type { Rates } from "../../src/migrations/cost-model/rates.js";
import { median, percentile } from "../measure/statistics.js";
import { against, type Table } from "../measure/table.js";
import type { MeasuredMigration } from "./measure-migrations.js";
import type { ServerKind } from "./start-server.js";

export interface Model {
  readonly name: string;
  readonly rates: Rates;
  /** Whether it is the product's, which has targets to meet. */
  readonly judged: boolean;
}

const targets: Readonly<Record<ServerKind, { readonly median: number; readonly ninetieth: number }>> = {
  postgres: { median: 1.25, ninetieth: 2 },
  mariadb: { median: 1.25, ninetieth: 2.5 },
};
const leastInside = 0.8;
/** Shorter durations are told no more finely. */
const shortest = 0.05;

/** How far off each model is, in all. */
export function modelTable(
  kind: ServerKind,
  title: string,
  measured: readonly MeasuredMigration[],
  models: readonly Model[],
): Table {
  const limits = targets[kind];
  const rows = models.map(({ name, rates, judged }) => {
    const factors = measured.flatMap(({ judgement, seconds }) => {
      const predicted = judgement.seconds(rates);
      return predicted === null ? [] : [factor(predicted.expected, seconds)];
    });
    const inside = measured.filter(({ judgement, seconds }) => {
      const predicted = judgement.seconds(rates);
      return predicted !== null && seconds >= predicted.low && seconds <= predicted.high;
    });
    const write = (value: number): string => value.toFixed(2);
    const share = inside.length / measured.length;
    const shown = `${Math.round(share * 100)} %`;
    return [
      name,
      judged ? against(median(factors), limits.median, write) : write(median(factors)),
      judged ? against(percentile(factors, 0.9), limits.ninetieth, write) : write(percentile(factors, 0.9)),
      judged && share < leastInside ? `**${shown}** (at least 80 %)` : shown,
      String(factors.length),
    ];
  });
  return {
    title,
    head: ["Model", "Median factor", "90th percentile", "Inside the interval", "Predicted"],
    rows,
  };
}

/** Each migration on each kind of table: seconds that it took, and those predicted. */
export function migrationTable(title: string, measured: readonly MeasuredMigration[], rates: Rates): Table {
  const byName = Map.groupBy(measured, ({ name }) => name);
  const kinds = [...new Set(measured.map(({ table }) => kindOf(table)))];
  return {
    title,
    head: ["Migration", "Work", ...kinds],
    rows: [...byName].map(([name, all]) => [
      name,
      [...new Set(all.flatMap(({ judgement }) => judgement.operations.flatMap(workOf)))].join(", "),
      ...kinds.map((kind) => {
        const one = all.find(({ table }) => kindOf(table) === kind);
        if (one === undefined) return "";
        const predicted = one.judgement.seconds(rates);
        return `${short(one.seconds)} (${predicted === null ? "unknown" : short(predicted.expected)})`;
      }),
    ]),
  };
}

function workOf({ work, cost }: MeasuredMigration["judgement"]["operations"][number]): readonly string[] {
  return work.length === 0 ? [cost] : work.map((piece) => piece.class);
}

function kindOf({ width, indexes }: MeasuredMigration["table"]): string {
  return `${width}, ${indexes === 0 ? "no" : indexes} indexes`;
}

function factor(predicted: number, actual: number): number {
  const [one, other] = [Math.max(predicted, shortest), Math.max(actual, shortest)];
  return Math.max(one / other, other / one);
}

function short(seconds: number): string {
  return seconds < 10 ? seconds.toFixed(2) : seconds.toFixed(0);
}
