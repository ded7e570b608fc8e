import type { FC } from "hono/jsx";
import { Icon } from "../parts/icon.js";
import { shortSha } from "../text/short-ref.js";
import type { Recheck, Standing } from "./standing.js";

interface NoticesProps {
  readonly recheck: Recheck;
  readonly standing: Standing;
  /** The target's page, below which its heads are. */
  readonly targetHref: string;
  /** The same page without reloading itself; null where it does not. */
  readonly stillHref: string | null;
}

/** News about the page itself; read out by a screen reader when it changes. */
export const Notices: FC<NoticesProps> = ({ recheck, standing, targetHref, stillHref }) => (
  <div role="status">
    {(recheck === "requested" || recheck === "running") && (
      <p class="notice">
        <Icon name="recheck" />
        <span>
          <b>{recheck === "requested" ? "Check requested." : "A new check is under way."}</b> What follows is
          the result so far.{" "}
          {stillHref === null ? (
            "Load the page again to see the new one."
          ) : (
            <>
              The page loads again by itself until the new one is in. <a href={stillHref}>Hold it still</a>
            </>
          )}
        </span>
      </p>
    )}
    {recheck === "done" && (
      <p class="notice notice-success">
        <Icon name="success" />
        <span>
          <b>Checked again.</b> This is the new result.
        </span>
      </p>
    )}
    {standing.kind === "superseded" && (
      <p class="notice notice-attention">
        <Icon name="info" />
        <span>
          This is not the newest head of its branch:{" "}
          <a href={`${targetHref}/${standing.by}`}>see {shortSha(standing.by)}</a>.
        </span>
      </p>
    )}
    {standing.kind === "closed" && (
      <p class="notice">
        <Icon name="info" />
        <span>
          This deploy is not open any more: it has shipped, or its branch is gone.{" "}
          {!standing.isNewest && <a href={targetHref}>See the newest</a>}
        </span>
      </p>
    )}
  </div>
);
