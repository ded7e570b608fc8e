import type { FC } from "hono/jsx";
import { seenValue } from "../../access/fix-issue.js";
import type { FieldFix } from "../../access/fix-issue-offers.js";
import type { Control } from "../../deploys/ports/issue-editor.js";
import { visibleText } from "../text/visible-text.js";
import type { FixAttempt } from "./fix-view.js";
import { ValueControl } from "./value-control.js";

interface FieldFormProps {
  readonly fix: FieldFix;
  readonly action: string;
  /** The last one, where it was about this field. */
  readonly attempt: FixAttempt | null;
}

/** A field that is not as the policy asks, and the form that puts it right. */
export const FieldForm: FC<FieldFormProps> = ({ fix, action, attempt }) => {
  const { field, control, wrong, why } = fix;
  const title = `fix-${field.id}`;
  return (
    <section class="box fix" aria-labelledby={title}>
      <h2 id={title} dir="auto">
        {visibleText(wrong)}
      </h2>
      {control === null ? (
        <p>{visibleText(why)} Put it right in Jira itself.</p>
      ) : (
        <form method="post" action={action}>
          <input type="hidden" name="what" value="field" />
          <input type="hidden" name="about" value={field.id} />
          <input type="hidden" name="seen" value={seenValue(field.value)} />
          <ValueControl
            field={field.id}
            id={`value-${field.id}`}
            label={field.name}
            control={control}
            typed={attempt?.typed.get(field.id) ?? { input: field.input, words: field.person }}
            hint={hintOf(fix, control)}
            error={attempt?.errors[field.id] ?? ""}
            people={attempt?.found?.field === field.id ? attempt.found.people : null}
          />
          <button class="button button-primary" type="submit" name="do" value="save">
            Save in Jira<span class="for-readers">: {visibleText(field.name)}</span>
          </button>
        </form>
      )}
    </section>
  );
};

/** What is to be known before one types. */
function hintOf({ rule }: FieldFix, control: Control): string {
  const zone = control.kind === "date-time" ? "In UTC. " : "";
  const words = control.kind === "words" ? "Words with blanks between them. " : "";
  const isChosen = "choices" in control;
  const listed = isChosen && (rule.oneOf !== null || rule.matches !== null);
  const pattern = !isChosen && rule.matches !== null ? `It has to match ${rule.matches.source}` : "";
  const limits = listed ? "Only the values that the policy allows are offered." : pattern;
  return `${zone}${words}${limits}`.trim();
}
