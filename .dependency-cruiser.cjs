/** The arrows of the house: see docs/architecture.md. */
const core = "^src/(checker|policy|migrations)/";
const entries = "^src/(webhooks|jobs|web|cli|slack)/";
const adapters = "^src/(github|jira|git|table-statistics|estimation|rehearsal|store|on-call)/";
const folderOf = (name) => `^src/${name}/`;

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "core-stands-alone",
      comment: "checker, policy and migrations import nothing of the rest",
      severity: "error",
      from: { path: core },
      to: { path: "^src/", pathNot: core },
    },
    {
      name: "core-does-no-io",
      severity: "error",
      from: { path: core },
      to: { dependencyTypes: ["core"], pathNot: "^(node:)?(crypto|path)$" },
    },
    {
      name: "checker-knows-no-policy",
      severity: "error",
      from: { path: "^src/checker/" },
      to: { path: "^src/(policy|migrations)/" },
    },
    {
      name: "deploys-know-no-edge",
      comment: "the use cases see ports, never an adapter or an entry",
      severity: "error",
      from: { path: "^src/deploys/" },
      to: { path: "^src/", pathNot: ["^src/deploys/", core] },
    },
    {
      name: "access-knows-no-edge",
      comment: "who may do what: use cases and ports of their own, beside those of deploys",
      severity: "error",
      from: { path: "^src/access/" },
      to: { path: "^src/", pathNot: ["^src/access/", "^src/deploys/", core] },
    },
    ...["github", "jira", "git", "table-statistics", "rehearsal", "store", "on-call"].map((name) => ({
      name: `adapter-${name}-knows-only-ports`,
      severity: "error",
      from: { path: folderOf(name) },
      to: { path: [entries, adapters, "^src/(app|main|settings)\\.ts$"], pathNot: folderOf(name) },
    })),
    {
      name: "adapter-estimation-knows-only-ports",
      comment: "its process rehearses what it has read",
      severity: "error",
      from: { path: folderOf("estimation") },
      to: {
        path: [entries, adapters, "^src/(app|main|settings)\\.ts$"],
        pathNot: [folderOf("estimation"), "^src/rehearsal/create-rehearsal\\.ts$"],
      },
    },
    ...["webhooks", "jobs", "web", "slack"].map((name) => ({
      name: `entry-${name}-knows-only-use-cases`,
      severity: "error",
      from: { path: folderOf(name) },
      to: { path: [entries, adapters, "^src/(app|main)\\.ts$"], pathNot: folderOf(name) },
    })),
    {
      name: "only-settings-read-the-environment-types",
      comment: "settings are handed in by the composition root",
      severity: "error",
      from: { path: [core, "^src/deploys/", adapters, "^src/(webhooks|jobs|web|slack)/"] },
      to: { path: "^src/settings\\.ts$" },
    },
    {
      name: "jira-client-in-one-file",
      severity: "error",
      from: { pathNot: "^src/jira/jira-client-transport\\.ts$" },
      to: { path: "node_modules/jira-client" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
    },
  },
};
