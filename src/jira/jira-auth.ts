/** How we prove who we are: e-mail (or user name) and API token, or a bearer token (personal access token). */
export type JiraAuth = { readonly email: string; readonly apiToken: string } | { readonly token: string };
