/** The smallest policy that is of use, for those who have none yet. */
export const samplePolicy = `version: 1
targets:
  web:
    deploy: deploy            # pushes to this branch are checked
    production: production    # against what is live
jira:
  projects: [STORY]
issues:
  statuses: [Ready to Deploy]
`;
