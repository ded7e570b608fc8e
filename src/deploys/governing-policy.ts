import type { PolicyMistake } from "../checker/report.js";
import { parsePolicyOnce } from "./parse-policy-once.js";
import type { Policy } from "../policy/policy.js";
import type { CodeHost, PolicyFile, UnreadablePolicyFile } from "./ports/code-host.js";
import type { Repository } from "./ports/repository.js";

/** A policy file with what it says. */
export interface ReadPolicy {
  readonly file: PolicyFile;
  readonly policy: Policy;
}

export type PolicyReading =
  | { readonly kind: "none" }
  | ({ readonly kind: "valid" } & ReadPolicy)
  | {
      readonly kind: "invalid";
      readonly file: Pick<UnreadablePolicyFile, "ref" | "sha">;
      readonly mistakes: readonly PolicyMistake[];
    };

/** The policy of the repository's default branch, else of the organisation's `.github` repository. */
export async function readPolicy(codeHost: CodeHost, repository: Repository): Promise<PolicyReading> {
  const file =
    (await codeHost.policyFile(repository, repository.defaultBranch)) ??
    (await codeHost.organisationPolicyFile(repository));
  return file === null ? { kind: "none" } : read(file);
}

/**
 * The policy that production runs under, its own or the organisation's: it governs where the deploy branch is the
 * default branch, since there the default branch's file is the pushed one. `none` while production has none yet.
 */
export async function readPolicyAtProduction(
  codeHost: CodeHost,
  repository: Repository,
  productionSha: string,
): Promise<PolicyReading> {
  const file =
    (await codeHost.policyFile(repository, productionSha)) ??
    (await codeHost.organisationPolicyFile(repository));
  return file === null ? { kind: "none" } : read(file);
}

function read(file: PolicyFile | UnreadablePolicyFile): PolicyReading {
  if ("mistake" in file) {
    const mistake = { line: null, column: null, path: "", message: file.mistake };
    return { kind: "invalid", file, mistakes: [mistake] };
  }
  const parsed = parsePolicyOnce(file.text);
  return parsed.valid
    ? { kind: "valid", file, policy: parsed.policy }
    : { kind: "invalid", file, mistakes: parsed.mistakes };
}
