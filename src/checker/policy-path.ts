/** Where the policy lives in a repository, and in an organisation's `.github` repository. */
export const policyPath = ".github/pre-deploy-checker.yml";
