import type { JiraSeed } from "../../test/support/jira/seeds.js";
import { issues } from "./issues.js";
import { jose, maya, noor, olena, priya, sakura } from "./people.js";

/** The account that the app uses, and that the demo's suggestions use too. */
export const jiraAccount = {
  displayName: "Deploy Checker",
  login: "deploy-checker",
  email: "deploy-checker@acme.example",
  token: "demo-token",
} as const;

/** acme's Jira. Bugs have no field for the risk, which the policy of acme/web asks for: somebody must decide. */
export const jiraSeed: JiraSeed = {
  projects: [
    { key: "STORY", name: "Shop" },
    { key: "TECH", name: "Technology" },
    { key: "OPS", name: "Platform" },
  ],
  people: [maya, jose, sakura, olena, noor, priya].map(({ name, email }) => ({ displayName: name, email })),
  accounts: [jiraAccount],
  fields: [
    { name: "Risk", type: "select", options: ["Low", "Medium", "High"], issueTypes: ["Story", "Task"] },
    { name: "Post Deploy Checks", type: "select", options: ["Draft", "Ready to Run", "Not Needed"] },
  ],
  issues,
};
