import type { FC } from "hono/jsx";
import { visibleText } from "../text/visible-text.js";
import { countOf } from "../text/count-of.js";
import type { Described, ValueControlProps } from "./value-props.js";

/** Finds a person by name, in two steps that need no script: look for them, then choose. */
export const PersonControl: FC<ValueControlProps & { readonly marks: Described }> = ({
  field,
  id,
  typed,
  people,
  marks,
}) => {
  const [chosen = ""] = typed.input;
  const known = people ?? (chosen === "" ? [] : [{ id: chosen, name: typed.words }]);
  return (
    <>
      <label for={`${id}-words`}>Name</label>
      <div class="find">
        <input
          id={`${id}-words`}
          type="text"
          name={`w.${field}`}
          value={typed.words}
          autocomplete="off"
          dir="auto"
          {...marks}
        />
        <button class="button" type="submit" name="do" value={`find.${field}`} formnovalidate>
          Find<span class="for-readers"> the person</span>
        </button>
      </div>
      {people !== null && (
        <p role="status">
          {people.length === 0
            ? "Jira finds nobody of that name."
            : `Found ${countOf(people.length, "person", "people")}. Choose one, and save.`}
        </p>
      )}
      {known.length > 0 && (
        <>
          <label for={id}>Person</label>
          <select id={id} name={`v.${field}`} required>
            <option value="">Choose …</option>
            {known.map((person) => (
              <option value={person.id} selected={known.length === 1 || person.id === chosen}>
                {visibleText(person.name)}
              </option>
            ))}
          </select>
        </>
      )}
    </>
  );
};
