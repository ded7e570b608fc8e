import type { ApprovalDesk } from "../../access/approve-findings.js";
import type { SignOffDesk } from "../../access/give-sign-off.js";
import type { FixDesk } from "../../access/fix-issue.js";
import type { IdentityProvider } from "../../access/ports/identity-provider.js";
import type { RepositoryAccess } from "../../access/repository-access.js";
import type { Sessions } from "../../access/sessions.js";
import type { ResponsibilityDesk } from "../../access/take-responsibility.js";

/** What the site needs to let people in by name. */
export interface SignInParts {
  readonly identityProvider: IdentityProvider;
  readonly sessions: Sessions;
  readonly access: RepositoryAccess;
  readonly approvalDesk: ApprovalDesk;
  readonly signOffDesk: SignOffDesk;
  readonly responsibilityDesk: ResponsibilityDesk;
  /** Null: the operator lets nobody change issues from here. */
  readonly fixDesk: FixDesk | null;
  /** Read tokens for programs; hashes are lower-case hexadecimal SHA-256. */
  readonly apiTokens: readonly { readonly name: string; readonly sha256: string }[];
}
