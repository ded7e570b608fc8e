import { qaTeam } from "./visitors.js";

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
  fixes: true
issues:
  statuses: [Ready to Deploy, Done]
`;

/** What acme/platform asks of people besides, where they can sign in. */
export const platformPeople = `sign-offs:
  - { name: QA, by: { teams: [${qaTeam}] }, targets: [dashboard] }
people:
  on-call: { source: primary }
`;
