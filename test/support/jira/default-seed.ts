import type { AccountSeed, JiraSeed } from "./seeds.js";

/** The account that a service uses where a test does not bring its own. */
export const defaultAccount = {
  displayName: "Deploy Checker",
  accountId: "712020:deploy-checker",
  login: "deploy-checker",
  email: "checker@example.com",
  token: "local-jira-token",
} as const satisfies AccountSeed;

export const defaultSeed: Required<Omit<JiraSeed, "transitions" | "issues">> = {
  projects: [
    { key: "STORY", name: "Stories" },
    { key: "TECH", name: "Tech" },
  ],
  people: [
    { displayName: "Ada Lovelace", email: "ada@example.com" },
    { displayName: "Grace Hopper", email: "grace@example.com" },
  ],
  accounts: [defaultAccount],
  issueTypes: [
    { name: "Story" },
    { name: "Bug" },
    { name: "Task" },
    { name: "Epic", epic: true },
    { name: "Sub-task", subtask: true },
  ],
  statuses: [
    { name: "To Do", category: "new" },
    { name: "In Progress", category: "indeterminate" },
    { name: "In Review", category: "indeterminate" },
    { name: "Ready to Deploy", category: "indeterminate" },
    { name: "Done", category: "done" },
    { name: "Closed", category: "done" },
  ],
  fields: [
    { name: "Risk", type: "select", options: ["Low", "Medium", "High"] },
    {
      name: "Post Deploy Checks",
      type: "select",
      options: ["Draft", "Ready to Run", "Not Needed"],
    },
    { name: "Long Running Migration", type: "select", options: ["No", "Yes"] },
  ],
};
