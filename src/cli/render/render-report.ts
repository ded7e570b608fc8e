import type { Report } from "../../checker/report.js";
import type { TerminalOutput } from "../terminal.js";

export type ReportFormat = "text" | "json" | "markdown";

/** The report as the person or program behind the stream wants to read it; loads only that renderer. */
export async function renderReport(
  report: Report,
  format: ReportFormat,
  stdout: TerminalOutput,
): Promise<string> {
  switch (format) {
    case "json": {
      const { renderJson } = await import("./json-report.js");
      return renderJson(report);
    }
    case "markdown": {
      const { renderMarkdown } = await import("./markdown-report.js");
      return renderMarkdown(report);
    }
    case "text": {
      const [{ renderText }, { paintFor }] = await Promise.all([
        import("./text-report.js"),
        import("./paint.js"),
      ]);
      return renderText(report, { width: widthOf(stdout), paint: paintFor(stdout) });
    }
  }
}

/** Files and pipes are not wrapped. A terminal that does not know its width says 0; a sliver is no use to wrap to. */
function widthOf(stdout: TerminalOutput): number {
  return stdout.isTTY ? Math.max(stdout.columns || 80, 40) : Infinity;
}
