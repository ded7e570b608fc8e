/** A policy file for the sample repository: these sections over the least that checks Jira. JSON is YAML too. */
export function policyWith(sections: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify(
    {
      version: 1,
      targets: { web: { deploy: "deploy", production: "production" } },
      jira: { projects: ["STORY", "TECH"] },
      ...sections,
    },
    null,
    2,
  );
}
