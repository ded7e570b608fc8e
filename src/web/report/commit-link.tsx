import type { FC } from "hono/jsx";
import { WebLink } from "../parts/web-link.js";
import { shortSha } from "../text/short-ref.js";

/** A commit's short SHA, linked to the commit where its address is known. */
export const CommitLink: FC<{ readonly sha: string; readonly url: string | null }> = ({ sha, url }) => (
  <WebLink class="sha" href={url}>
    {shortSha(sha)}
  </WebLink>
);
