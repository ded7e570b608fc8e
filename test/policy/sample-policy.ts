/** The policy of the documentation: every section that has an effect, and one that is reserved. */
export const samplePolicy = `version: 1
targets:
  web:
    deploy: deploy
    production: production
    paths: ["**"]
jira:
  projects: [STORY, TECH]
  lenient-keys: false
  pull-request-keys: false
commits:
  ignore: ['^Merge (branch|pull request) ']
  ignore-authors: ["dependabot[bot]"]
  no-issue-marker: no-jira
issues:
  statuses: [Ready to Deploy]
  subtask-statuses: [Ready to Deploy, Closed]
  fields:
    - { field: Risk, required: true }
    - { field: Post Deploy Checks, one-of: [Ready to Run, Not Needed] }
    - { field: Risk Level, matches: '^(low|medium)$' }
  ready-to-deploy: 'status = "Ready to Deploy"'
migrations:
  engine: mysql 8.0
  files: ["db/migrate/*.rb"]
  row-counts: primary
  tool: native
  fail-over: 30m
  warn-over: 5m
  block-over: 10s
  declared-by: Long Running Migration
locks: {}
checks:
  issue-missing-from-deploy: off
  migration-duration: warning
approvals:
  by: write
  expire-after: 14d
  not-author: false
max-age: {}
`;

/** A policy of one target with these sections besides. */
export function policyWith(sections: string): string {
  return `version: 1\ntargets: {web: {deploy: deploy, production: production}}\n${sections}\n`;
}
