/**
 * What the reference says of each check beyond what the code holds: what it finds, the words in the one-line summary,
 * how a finding is put right, and the keys of the policy that it reads.
 */
export const checkNotes = {
  "policy-invalid": {
    finds: "a policy file that cannot be used, at the head of the deploy. One finding on the deploy.",
    says: ["makes its own policy invalid"],
    remedy: "correct the file; `pre-deploy-checker policy validate` lists every mistake.",
    policy: "always on.",
  },
  "policy-changed": {
    finds: "a deploy that changes, adds or removes the policy file. One finding on the deploy.",
    says: ["changes its own policy"],
    remedy: "have the change read by a person and approved, or take it out of the deploy.",
    policy: "always on.",
  },
  "behind-production": {
    finds:
      "commits of production that the head has neither by ancestry, nor as an equal patch, nor under the commit where the deploy starts. Merging a deploy with GitHub's merge, squash or rebase button does not make the next one behind. One finding on the deploy.",
    says: ["behind production by 3 commits"],
    remedy: "merge production into the deploy branch.",
    policy: "`targets.<name>.production`.",
  },
  "commit-without-issue": {
    finds: "a commit that ships and names no issue of the listed projects. One finding a commit.",
    says: ["2 commits without an issue"],
    remedy: "amend the message to name an issue, or add the marker (`no-jira`) where it needs none.",
    policy: "on where `jira.projects` is there; `jira.pull-request-keys`, `jira.lenient-keys`, `commits`.",
  },
  "issue-not-found": {
    finds:
      "a key that Jira does not know, or does not show to the account of the service. It is believed only after the credentials were proven to work. One finding a key.",
    says: ["1 issue not found"],
    remedy: "amend the message to name the right issue, or let the account see the project.",
    policy: "on where `jira.projects` is there.",
  },
  "issue-status": {
    finds: "an issue that ships in a status that is not among the allowed ones. One finding an issue.",
    says: ["2 issues not Ready to Deploy"],
    remedy: "move the issue on in Jira.",
    policy: "`issues.statuses`, and `issues.subtask-statuses` for sub-tasks.",
  },
  "issue-field": {
    finds:
      "an issue whose field is empty, not on its screen, or has a value that is not allowed. Sub-tasks are asked only where `subtasks: true`. One finding a field and issue.",
    says: ["2 issues without Risk", '1 issue with Post Deploy Checks "Draft"'],
    remedy: "fill in the field in Jira; where it is not on the screen, a Jira administrator adds it.",
    policy: "`issues.fields`.",
  },
  "issue-missing-from-deploy": {
    finds:
      "an issue that the query calls ready, but that no commit of the deploy names. One finding an issue.",
    says: ["2 ready issues not in this deploy"],
    remedy: "merge its work into the deploy branch, or move the issue back in Jira.",
    policy: "`issues.ready-to-deploy`, asked within `jira.projects`.",
  },
  "issue-without-commits": {
    finds:
      "an issue that an earlier push of the same deploy had, and that no commit names any more. Never an issue that was reverted. One finding an issue.",
    says: ["1 issue of earlier pushes without commits"],
    remedy: "bring its commits back.",
    policy: "switched on by `checks: { issue-without-commits: warning }` or `failure`.",
  },
  "issue-partly-merged": {
    finds: "an issue that ships while pull requests that name it are still open. One finding an issue.",
    says: ["1 issue with open pull requests"],
    remedy: "merge or close them.",
    policy: "switched on by `checks: { issue-partly-merged: warning }` or `failure`.",
  },
  "revert-incomplete": {
    finds:
      "a commit that says it reverts another, but is not its exact inverse. Both then count as shipping. One finding a revert.",
    says: ["1 revert that does not undo its commit"],
    remedy: "revert the rest too, or reword the message.",
    policy: "always on.",
  },
  "migration-duration": {
    finds:
      "a migration that takes longer than `fail-over` (or, as a warning, `warn-over`); where each is below it, their sum. One finding a migration, or one on the deploy.",
    says: ["1 migration over 30 min (about 52 min)", "3 migrations over 30 min together (about 41 min)"],
    remedy:
      "what is cheaper stands with the finding; or run it separately (production's bookkeeping then says that it was run).",
    policy: "`migrations.fail-over`, `migrations.warn-over`, `migrations.judged-by`.",
  },
  "migration-blocking": {
    finds:
      "a migration that keeps others from reading or writing a table for longer than `block-over`. One finding a migration and table.",
    says: ["1 migration blocking for over 10 s"],
    remedy: "what blocks less stands with the finding.",
    policy: "`migrations.block-over`.",
  },
  "migration-undeclared": {
    finds:
      "an issue whose field says something else than the estimate: a migration over `warn-over` (else `fail-over`) that is not declared, or a declared one that is short. The field is a no where it is empty or says no, none, false, n/a, not needed, short, 0 or -. One finding an issue.",
    says: ["1 issue disagreeing with its migration"],
    remedy: "say in the issue what is true.",
    policy: "`migrations.declared-by`.",
  },
  "migration-unreadable": {
    finds:
      "a statement that cannot be read, or of which nobody can say what it does (a call of a procedure). One finding a migration, with the lines.",
    says: ["1 migration cannot be estimated"],
    remedy: "write it in a way that can be read, or look at it.",
    policy: "on where there is a `migrations` section.",
  },
  "migration-size-unknown": {
    finds:
      "a migration whose time depends on a table of which production's rows are not known. One finding a migration.",
    says: ["1 migration cannot be estimated"],
    remedy: "name a source of row counts, and have the table analysed.",
    policy: "on where there is a `migrations` section; `migrations.row-counts`.",
  },
  "migration-changed": {
    finds: "a migration of production's code that the deploy changes or removes. One finding a migration.",
    says: ["1 old migration changed"],
    remedy: "put it back, and write a new one.",
    policy: "on where there is a `migrations` section; `migrations.files`.",
  },
  "sign-off": {
    finds:
      "a sign-off that the policy asks for and nobody has given for what the deploy contains. A rebase or another wording keeps it; a commit that is new or gone lets it fall. One finding a sign-off.",
    says: ["1 sign-off missing", "2 sign-offs missing"],
    remedy: "whoever the policy names signs off on the deploy's page; `cli check` does not ask.",
    policy: "`sign-offs`, and `people.on-call` where one is given by whoever is on call.",
  },
};
