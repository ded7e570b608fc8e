import type { Account, World } from "./world.js";

/** Who calls. `rejected`: something was sent, and it was not right. */
export interface Identity {
  readonly account: Account | null;
  readonly rejected: boolean;
}

/** Basic with e-mail (Data Center: login) and token, or the token as bearer. */
export function authenticate(world: World, header: string | undefined): Identity {
  const [scheme = "", value = ""] = header?.split(" ") ?? [];
  if (scheme === "") return { account: null, rejected: false };
  const account = world.accounts.find((candidate) => {
    if (scheme === "Bearer") return value === candidate.token;
    const decoded = Buffer.from(value, "base64").toString("utf8");
    const name = world.kind === "cloud" ? candidate.email : candidate.login;
    return scheme === "Basic" && decoded === `${name}:${candidate.token}`;
  });
  return { account: account ?? null, rejected: account === undefined };
}
