import type { FC } from "hono/jsx";
import { Icon } from "../parts/icon.js";
import { visibleText } from "../text/visible-text.js";
import type { ApprovalsView } from "./approvals-view.js";
import { ApproveForm } from "./approve-form.js";

/** The form that accepts what is wrong; for a reader who may not, who can. */
export const Approving: FC<{ readonly approvals: ApprovalsView }> = ({ approvals }) => {
  const { href, mayApprove, words } = approvals;
  if (mayApprove) return <ApproveForm action={`${href}/approve`} note={words} />;
  return (
    <section id="approve" class="box approve" aria-labelledby="approve-title">
      <h2 id="approve-title">Approve exceptions</h2>
      <p class="muted" dir="auto">
        <Icon name="info" /> {visibleText(words)}
      </p>
    </section>
  );
};
