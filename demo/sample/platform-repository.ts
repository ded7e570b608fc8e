import { jose, noor, olena, sakura } from "./people.js";
import type { SampleRepository } from "./steps.js";

/** acme/platform: two targets in one repository, each judged by the commits that touch its folders. */
export const platformRepository = (policy: string): SampleRepository => ({
  owner: "acme",
  name: "platform",
  deployBranch: "deploy",
  targets: ["api", "dashboard"],
  shipped: [
    {
      do: "commit",
      by: olena,
      message: "OPS-1 Bring API and dashboard together",
      files: {
        ".github/pre-deploy-checker.yml": policy,
        "api/server.ts": "export const server = {};\n",
        "dashboard/page.ts": "export const page = {};\n",
        "shared/format.ts": "export const format = String;\n",
      },
    },
    { do: "tag", name: "api-41", by: olena, message: "API 41" },
    { do: "branch", name: "production", from: "main" },
    { do: "branch", name: "deploy", from: "main" },
  ],
  upcoming: [
    {
      do: "commit",
      by: sakura,
      message: "OPS-7 Dark mode 🌙 for the dashboard",
      files: { "dashboard/theme.ts": 'export const theme = "dark";\n' },
    },
    {
      do: "commit",
      by: noor,
      message: "OPS-8 Show numbers the way the reader writes them",
      files: { "shared/format.ts": "export const format = new Intl.NumberFormat().format;\n" },
    },
    {
      do: "commit",
      by: jose,
      message: "OPS-9 Limit how often one client may ask",
      files: { "api/rate-limit.ts": "export const perMinute = 600;\n" },
    },
  ],
});
