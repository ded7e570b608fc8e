import { ApiError } from "../http/answer.js";
import type { RepositoryCall } from "../http/api-call.js";
import { resolveRef } from "../world/resolve-ref.js";

/** The commit that a request's ref stands for; refuses as GitHub does where there is none. */
export async function resolveCommit(
  call: RepositoryCall,
  ref: string,
  refusal: 404 | 422 = 404,
): Promise<string> {
  if (call.repository.refs.size === 0) throw new ApiError(409, "Git Repository is empty.");
  const sha = await resolveRef(call.repository, ref);
  if (sha !== null) return sha;
  throw new ApiError(refusal, refusal === 422 ? `No commit found for SHA: ${ref}` : "Not Found");
}
