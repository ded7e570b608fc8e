import { z } from "zod";

const owner = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/);
const repository = z.string().regex(/^[A-Za-z0-9._-]{1,100}$/);
const target = z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/);
/** A target's name. */
export const targetName = target;

/** Where a list goes on; what is no row's number is as if it were not there. */
export const rowBefore = z
  .string()
  .regex(/^\d{1,18}$/)
  .optional()
  .catch(undefined);

const sha = z.string().regex(/^[0-9a-f]{40}$/);

/** The variable parts of a repository's address. */
export const repositoryAddress = z.object({ owner, repository });

/** The variable parts of the address of a target's newest head. */
export const targetAddress = z.object({ owner, repository, target });

/** The variable parts of the address of one head. */
export const headAddress = z.object({ owner, repository, target, sha });
