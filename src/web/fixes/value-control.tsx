import type { FC } from "hono/jsx";
import { visibleText } from "../text/visible-text.js";
import { PersonControl } from "./person-control.js";
import type { Described, ValueControlProps } from "./value-props.js";

/** More than these are a list to scroll in. */
const mostCheckboxes = 20;

/** Takes a field's value in the way that fits its type. */
export const ValueControl: FC<ValueControlProps> = (props) => {
  const { id, hint, error, control } = props;
  const described = [hint === "" ? "" : `${id}-hint`, error === "" ? "" : `${id}-error`].filter(Boolean);
  const marks: Described = {
    ...(described.length === 0 ? {} : { "aria-describedby": described.join(" ") }),
    ...(error === "" ? {} : { "aria-invalid": "true" }),
  };
  const isGroup =
    control.kind === "user" || (control.kind === "multi-select" && control.choices.length <= mostCheckboxes);
  return (
    <div class="value">
      {isGroup ? (
        <fieldset aria-describedby={marks["aria-describedby"]}>
          <legend dir="auto">{visibleText(props.label)}</legend>
          {control.kind === "user" ? <PersonControl {...props} marks={marks} /> : <Checkboxes {...props} />}
        </fieldset>
      ) : (
        <>
          <label for={id} dir="auto">
            {visibleText(props.label)}
          </label>
          <SingleControl {...props} marks={marks} />
        </>
      )}
      {hint !== "" && (
        <p class="muted" id={`${id}-hint`}>
          {visibleText(hint)}
        </p>
      )}
      {error !== "" && (
        <p class="value-error" id={`${id}-error`}>
          <b>Not taken:</b> <bdi>{visibleText(error)}</bdi>
        </p>
      )}
    </div>
  );
};

const Checkboxes: FC<ValueControlProps> = ({ field, control, typed }) => (
  <ul class="choices">
    {("choices" in control ? control.choices : []).map((choice) => (
      <li>
        <label>
          <input
            type="checkbox"
            name={`v.${field}`}
            value={choice.id}
            checked={typed.input.includes(choice.id)}
          />{" "}
          <bdi>{visibleText(choice.name)}</bdi>
        </label>
      </li>
    ))}
  </ul>
);

const SingleControl: FC<ValueControlProps & { readonly marks: Described }> = ({
  field,
  id,
  control,
  typed,
  marks,
}) => {
  const [text = ""] = typed.input;
  const common = { id, name: `v.${field}`, ...marks };
  switch (control.kind) {
    case "select":
    case "multi-select":
      return (
        <select {...common} multiple={control.kind === "multi-select"} required>
          {control.kind === "select" && <option value="">Choose …</option>}
          {control.choices.map((choice) => (
            <option value={choice.id} selected={typed.input.includes(choice.id)}>
              {visibleText(choice.name)}
            </option>
          ))}
        </select>
      );
    case "multi-line":
      return (
        <textarea {...common} rows={6} required dir="auto">
          {`\n${text}`}
        </textarea>
      );
    case "date":
      return <input {...common} type="date" value={text} required />;
    case "date-time":
      return <input {...common} type="datetime-local" value={text} required />;
    case "number":
      return <input {...common} type="text" inputmode="decimal" value={text} autocomplete="off" required />;
    case "text":
    case "words":
    case "user":
      return <input {...common} type="text" value={text} autocomplete="off" required dir="auto" />;
  }
};
