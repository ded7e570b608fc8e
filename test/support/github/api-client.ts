import { createSign } from "node:crypto";
import type { LocalGitHub } from "./local-github.js";

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON, the text where it is none, or undefined. */
  readonly body: unknown;
}

export type ApiClient = (method: string, path: string, body?: unknown) => Promise<ApiAnswer>;

/** Calls the REST API with a credential ("Bearer …", "token …"); null for none. */
export function apiClient(
  github: LocalGitHub,
  authorization: string | null,
  headers: Readonly<Record<string, string>> = {},
): ApiClient {
  return async (method, path, body) => {
    const response = await fetch(`${github.apiUrl}${path}`, {
      method,
      redirect: "manual",
      headers: { ...headers, ...(authorization === null ? {} : { authorization }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parse(text) };
  };
}

function parse(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export interface JwtOptions {
  readonly issuer?: string | number;
  readonly privateKeyPem?: string;
  /** Seconds from now. */
  readonly issuedIn?: number;
  readonly expiresIn?: number;
}

/** The app's JWT, as any GitHub App signs it. */
export function appJwt(github: LocalGitHub, options: JwtOptions = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const head = encode({ alg: "RS256", typ: "JWT" });
  const claims = encode({
    iss: options.issuer ?? github.app.id,
    iat: now + (options.issuedIn ?? -30),
    exp: now + (options.expiresIn ?? 540),
  });
  const signed = createSign("RSA-SHA256").update(`${head}.${claims}`);
  const signature = signed.sign(options.privateKeyPem ?? github.app.privateKeyPem, "base64url");
  return `${head}.${claims}.${signature}`;
}

export function appClient(github: LocalGitHub, options?: JwtOptions): ApiClient {
  return apiClient(github, `Bearer ${appJwt(github, options)}`);
}

/** An installation's token, narrowed as asked. */
export async function installationToken(
  github: LocalGitHub,
  installationId: number,
  narrowing: {
    readonly permissions?: Readonly<Record<string, string>>;
    readonly repositories?: readonly string[];
    readonly repository_ids?: readonly number[];
  } = {},
): Promise<string> {
  const path = `/app/installations/${installationId}/access_tokens`;
  const { status, body } = await appClient(github)("POST", path, narrowing);
  const token = typeof body === "object" && body !== null && "token" in body ? body.token : null;
  if (status !== 201 || typeof token !== "string")
    throw new Error(`no token: ${status} ${JSON.stringify(body)}`);
  return token;
}
