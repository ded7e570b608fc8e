import type { World } from "./world.js";

/** How the API shows things: depends on the kind of Jira, its URL and the API's version. */
export interface View {
  readonly world: World;
  readonly baseUrl: string;
  readonly version: "2" | "3";
}

/** An address in the API. */
export const link = ({ baseUrl, version }: View, path: string) => `${baseUrl}/rest/api/${version}/${path}`;
