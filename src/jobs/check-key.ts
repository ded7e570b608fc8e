import type { CheckRequest } from "../deploys/ports/check-queue.js";

/** Requests with one key are one and the same thing to do. */
export function checkKey({ repositoryId, ref }: CheckRequest): string {
  return `${repositoryId} ${ref}`;
}
