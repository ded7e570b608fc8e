import type { FC } from "hono/jsx";
import type { TypedValue } from "../../access/fix-issue-input.js";
import type { Fixes, OfferedMove, StatusFix } from "../../access/fix-issue-offers.js";
import { enumerate } from "../../checker/enumerate.js";
import { foldCase } from "../../checker/fold-case.js";
import { oneLine } from "../../checker/one-line.js";
import { quote } from "../../checker/quote.js";
import { visibleText } from "../text/visible-text.js";
import type { FixAttempt } from "./fix-view.js";
import { ValueControl } from "./value-control.js";

interface MovesProps {
  readonly issue: Fixes["issue"];
  readonly status: StatusFix;
  readonly action: string;
  /** The last one, where it was about a move. */
  readonly attempt: FixAttempt | null;
}

/** A status that may not ship, and the ways out of it that Jira offers. */
export const Moves: FC<MovesProps> = ({ issue, status, action, attempt }) => {
  const allowed = enumerate(status.allowed.map(oneLine), "or");
  return (
    <section class="box fix" aria-labelledby="fix-status">
      <h2 id="fix-status" dir="auto">
        {visibleText(`${issue.key} is ${quote(issue.status)}, not ${allowed}`)}
      </h2>
      {status.why !== "" && <p>{visibleText(status.why)} Move it in Jira itself.</p>}
      {status.moves.map((move) => (
        <MoveForm
          move={move}
          issue={issue}
          action={action}
          attempt={attempt?.about === move.transition.id ? attempt : null}
        />
      ))}
    </section>
  );
};

interface MoveFormProps {
  readonly move: OfferedMove;
  readonly issue: Fixes["issue"];
  readonly action: string;
  readonly attempt: FixAttempt | null;
}

const MoveForm: FC<MoveFormProps> = ({ move: { transition, why }, issue, action, attempt }) => {
  const { id, name, to, required } = transition;
  const sameName = foldCase(name) === foldCase(to);
  const words = `Move to ${quote(to)}${sameName ? "" : ` by ${quote(name)}`}`;
  if (why !== "")
    return (
      <p>
        <bdi>{visibleText(`${words}:`)}</bdi> {visibleText(why)} Move it in Jira itself.
      </p>
    );
  return (
    <form method="post" action={action} aria-label={words}>
      <input type="hidden" name="what" value="move" />
      <input type="hidden" name="about" value={id} />
      <input type="hidden" name="seen" value={issue.status} />
      {required.map(
        (field) =>
          field.control !== null && (
            <ValueControl
              field={field.id}
              id={`move-${id}-${field.id}`}
              label={field.name}
              control={field.control}
              typed={attempt?.typed.get(field.id) ?? typedAlready(issue, field.id)}
              hint={field.control.kind === "date-time" ? "In UTC." : ""}
              error={attempt?.errors[field.id] ?? ""}
              people={attempt?.found?.field === field.id ? attempt.found.people : null}
            />
          ),
      )}
      <button class="button button-primary" type="submit" name="do" value="save">
        <bdi>{visibleText(words)}</bdi>
      </button>
    </form>
  );
};

/** What the issue says of a field already, where the policy has had it read. */
function typedAlready({ fields }: Fixes["issue"], id: string): TypedValue {
  const field = fields.find((one) => one.id === id);
  return { input: field?.input ?? [], words: field?.person ?? "" };
}
