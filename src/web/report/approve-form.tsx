import type { FC } from "hono/jsx";
import { Icon } from "../parts/icon.js";

/** For how long an approval may be asked to hold, in seconds; the policy may shorten it. */
export const approvalSpans = [
  { words: "For as long as nothing changes", seconds: null },
  { words: "For a day", seconds: 24 * 60 * 60 },
  { words: "For a week", seconds: 7 * 24 * 60 * 60 },
] as const;

/** The longest reason that is taken, in characters. */
export const longestReason = 1_000;

interface ApproveFormProps {
  readonly action: string;
  /** What the reader should know before they write; "": nothing. */
  readonly note: string;
}

/** Takes the reason for the findings that are marked above it. */
export const ApproveForm: FC<ApproveFormProps> = ({ action, note }) => (
  <form id="approve" class="box approve" method="post" action={action} aria-labelledby="approve-title">
    <h2 id="approve-title">Approve exceptions</h2>
    <p class="muted">
      Mark the findings above that may ship all the same. Your name and the reason are shown with them; the
      approval falls when what was found changes.
    </p>
    {note !== "" && (
      <p class="notice notice-attention">
        <Icon name="error" /> <span>{note}</span>
      </p>
    )}
    <label for="approve-reason">Why may they ship? (required)</label>
    <textarea
      id="approve-reason"
      name="reason"
      rows={3}
      maxlength={longestReason}
      required
      dir="auto"
    ></textarea>
    <label for="approve-span">How long does that hold?</label>
    <select id="approve-span" name="for">
      {approvalSpans.map(({ words, seconds }) => (
        <option value={seconds === null ? "" : String(seconds)}>{words}</option>
      ))}
    </select>
    <button class="button button-primary" type="submit">
      Approve what is marked
    </button>
  </form>
);
