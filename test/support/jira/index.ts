export { defaultAccount } from "./default-seed.js";
export type * from "./seeds.js";
export { type LocalJira, startJira, type StartJiraOptions } from "./start-jira.js";
