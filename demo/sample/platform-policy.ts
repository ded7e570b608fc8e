/** The policy of acme/platform: one repository, two things that are deployed from it. */
export const platformPolicy = `version: 1
targets:
  api:
    deploy: deploy
    production: { tag: "api-*" }
    paths: ["api/**", "shared/**"]
  dashboard:
    deploy: deploy
    production: production
    paths: ["dashboard/**", "shared/**"]
jira:
  projects: [OPS]
issues:
  statuses: [Ready to Deploy, Done]
`;
