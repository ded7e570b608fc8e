import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Report } from "./checker/report.js";

/** Figures for Prometheus (https://prometheus.io/docs/practices/naming/). */
export interface Metrics {
  deployChecked(report: Pick<Report, "state" | "durationMs">): void;
  read(): Promise<{ readonly contentType: string; readonly body: string }>;
}

/** @param countJobs how many jobs are in which state, by queue */
export function createMetrics(
  countJobs: () => Promise<
    Readonly<Record<string, Readonly<Record<"waiting" | "active" | "failed", number>>>>
  >,
): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const checked = new Counter({
    name: "pre_deploy_checker_deploys_checked_total",
    help: "Evaluations of a deploy, by the state they came to.",
    labelNames: ["state"],
    registers: [registry],
  });
  const duration = new Histogram({
    name: "pre_deploy_checker_check_duration_seconds",
    help: "How long an evaluation took, from its start to its report.",
    buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    registers: [registry],
  });
  const gauge = new Gauge({
    name: "pre_deploy_checker_jobs",
    help: "Jobs by queue and state.",
    labelNames: ["queue", "state"],
    registers: [registry],
    async collect() {
      gauge.reset();
      for (const [queue, counts] of Object.entries(await countJobs())) {
        for (const [state, jobs] of Object.entries(counts)) gauge.set({ queue, state }, jobs);
      }
    },
  });
  return {
    deployChecked({ state, durationMs }) {
      checked.inc({ state });
      duration.observe(durationMs / 1000);
    },
    async read() {
      return { contentType: registry.contentType, body: await registry.metrics() };
    },
  };
}
