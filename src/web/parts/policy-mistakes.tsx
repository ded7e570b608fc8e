import type { FC } from "hono/jsx";
import type { PolicyMistake } from "../../checker/report.js";
import { visibleText } from "../text/visible-text.js";
import { Icon } from "./icon.js";

/** Every mistake of a policy file, each with its place; nothing where there is none. */
export const PolicyMistakes: FC<{ readonly mistakes: readonly PolicyMistake[]; readonly path: string }> = ({
  mistakes,
  path,
}) =>
  mistakes.length === 0 ? null : (
    <section id="policy-mistakes" aria-labelledby="policy-mistakes-title">
      <h2 id="policy-mistakes-title">The policy is invalid</h2>
      <p>
        Correct <code>{path}</code> and push it; everything is checked again then.
      </p>
      <ul class="box box-error rows">
        {mistakes.map(({ line, column, path: place, message }) => (
          <li class="problem">
            <Icon name="failure" />
            <div>
              <p class="message" dir="auto">
                {visibleText(message)}
              </p>
              <p class="muted">
                {line !== null && `Line ${line}${column === null ? "" : `, column ${column}`}`}
                {line !== null && place !== "" && ": "}
                {place !== "" && <code>{visibleText(place)}</code>}
                {line === null && place === "" && "The file as a whole"}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
