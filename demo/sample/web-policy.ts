import { qaTeam, releaseTeam } from "./visitors.js";

/** The policy of acme/web: what most teams would begin with. */
export const webPolicy = `version: 1
targets:
  web:
    deploy: deploy
    production: production
jira:
  projects: [STORY, TECH]
  fixes: true
commits:
  ignore: ['^Merge (branch|pull request) ']
issues:
  statuses: [Ready to Deploy]
  subtask-statuses: [Ready to Deploy, Closed]
  fields:
    - { field: Risk, required: true }
    - { field: Post Deploy Checks, one-of: [Ready to Run, Not Needed] }
  ready-to-deploy: 'status = "Ready to Deploy" AND project = STORY'
migrations:
  engine: mysql 8.0.36
  files: ["db/migrate/*.rb"]
  row-counts: primary
  fail-over: 30m
  warn-over: 5m
  block-over: 30s
approvals:
  by: { teams: [${releaseTeam}], users: [maya] }
`;

/** What acme/web asks of people besides, where they can sign in. */
export const webPeople = `sign-offs:
  - { name: QA, by: { teams: [${qaTeam}] } }
  - { name: Product, by: { users: [priya] } }
  - { name: On call, by: on-call }
people:
  responsible: [maya]
  on-call: { source: primary }
`;
