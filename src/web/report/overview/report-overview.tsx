import type { FC } from "hono/jsx";
import type { Report } from "../../../checker/report.js";
import { overviewOf } from "./overview.js";
import { OverviewTiles } from "./overview-tiles.js";

/** A report at a glance, leading to its sections. */
export const ReportOverview: FC<{ readonly report: Report }> = ({ report }) => (
  <OverviewTiles overview={overviewOf(report)} linked />
);
