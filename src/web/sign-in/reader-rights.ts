import { allows } from "../../access/permission.js";
import type { Repository } from "../../deploys/ports/repository.js";
import type { Reader } from "./reader.js";
import type { SignInParts } from "./sign-in-parts.js";

/** What a reader may see and do. Both throw SourceUnavailable where GitHub cannot tell: then it is not allowed. */
export interface ReaderRights {
  maySee(reader: Reader | undefined, repository: Repository): Promise<boolean>;
  /** Whether the page offers another check: as GitHub said within the last minute. */
  seesRecheck(reader: Reader | undefined, repository: Repository): Promise<boolean>;
  /** Asked of GitHub at this moment: a check costs the team's share of GitHub's and Jira's patience. */
  mayRecheck(reader: Reader | undefined, repository: Repository): Promise<boolean>;
}

/** `signIn` undefined: only this machine is let in, and may do everything. */
export function createReaderRights(signIn: Pick<SignInParts, "access"> | undefined): ReaderRights {
  return {
    async maySee(reader, repository) {
      if (signIn === undefined) return reader?.kind === "local";
      if (reader?.kind === "script") return true;
      return reader?.kind === "person" && signIn.access.mayRead(reader.person, repository);
    },
    async seesRecheck(reader, repository) {
      if (signIn === undefined) return reader?.kind === "local";
      if (reader?.kind !== "person") return false;
      return allows(await signIn.access.permissionLately(reader.person, repository), "write");
    },
    async mayRecheck(reader, repository) {
      if (signIn === undefined) return reader?.kind === "local";
      if (reader?.kind !== "person") return false;
      return allows(await signIn.access.permissionNow(reader.person, repository), "write");
    },
  };
}
