/** The part of jira-client 8.2.2 that we use; the package brings no types. */
declare module "jira-client" {
  export interface JiraClientOptions {
    readonly protocol: string;
    readonly host: string;
    readonly port: string | null;
    /** The path before `/rest/api`: "/jira", "/ex/jira/<cloudId>". */
    readonly base: string;
    readonly username?: string;
    readonly password?: string;
    readonly bearer?: string;
    readonly request: (options: object) => Promise<unknown>;
  }

  export default class JiraClient {
    constructor(options: JiraClientOptions);
    makeUri(parts: {
      pathname: string;
      intermediatePath: string;
      query?: Readonly<Record<string, string>>;
    }): string;
    makeRequestHeader(uri: string, options: object): object;
    doRequest(options: object): Promise<unknown>;
  }
}
