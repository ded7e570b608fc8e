import type { FC } from "hono/jsx";
import type { CheckResult } from "../../checker/report.js";
import { ResultLabel } from "../parts/state-label.js";
import { visibleText } from "../text/visible-text.js";
import { checkWords } from "./check-words.js";

/** All checks, those that passed or were not asked too: what the verdict rests on. */
export const ChecksSection: FC<{ readonly checks: readonly CheckResult[] }> = ({ checks }) => (
  <section id="checks" aria-labelledby="checks-title">
    <h2 id="checks-title">Checks</h2>
    <div class="box">
      <table class="checks" aria-labelledby="checks-title">
        <thead>
          <tr>
            <th scope="col">Check</th>
            <th scope="col">Result</th>
            <th scope="col">Findings</th>
          </tr>
        </thead>
        <tbody>
          {checks.map(({ id, state, findings, note }) => (
            <tr>
              <th scope="row">
                {checkWords(id).title} <code class="muted">{id}</code>
                {note !== undefined && note !== "" && (
                  <span class="note" dir="auto">
                    {visibleText(note)}
                  </span>
                )}
              </th>
              <td data-label="Result">
                <ResultLabel state={state} />
              </td>
              <td data-label="Findings">{findings}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </section>
);
