import { releaseTeam } from "./visitors.js";

/** The policy of acme/web: what most teams would begin with. */
export const webPolicy = `version: 1
targets:
  web:
    deploy: deploy
    production: production
jira:
  projects: [STORY, TECH]
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
