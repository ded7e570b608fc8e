import { z } from "zod";
import { enumerate } from "../checker/enumerate.js";
import { quote } from "../checker/quote.js";
import { closest } from "./closest.js";
import type { SchemaMistake } from "./schema-mistakes.js";

const file = z.object({
  targets: z.record(z.string(), z.unknown()).catch({}),
  people: z.object({ "on-call": z.unknown().optional() }).catch({}),
  "sign-offs": z
    .array(
      z
        .object({
          name: z.string().trim().catch(""),
          by: z.unknown().optional(),
          targets: z.array(z.string().trim()).catch([]),
        })
        .catch({ name: "", targets: [] }),
    )
    .catch([]),
});

/** What is wrong between sign-offs, and between them and other sections. */
export function signOffMistakes(sections: Readonly<Record<string, unknown>>): readonly SchemaMistake[] {
  const { targets, people, "sign-offs": signOffs } = file.parse(sections);
  const known = Object.keys(targets);
  const names = signOffs.map(({ name }) => name.toLowerCase());
  return signOffs.flatMap(({ name, by, targets: named }, index) => {
    const at = ["sign-offs", index];
    const mistakes: SchemaMistake[] = [];
    if (name !== "" && names.indexOf(name.toLowerCase()) < index)
      mistakes.push({ path: [...at, "name"], message: `there is a sign-off ${quote(name)} already` });
    if (by === "on-call" && people["on-call"] === undefined) {
      const message = '"on-call" needs "people: {on-call: ...}", which says who that is';
      mistakes.push({ path: [...at, "by"], message });
    }
    named.forEach((target, place) => {
      if (known.includes(target)) return;
      const meant = closest(target, known);
      const hint =
        meant === null ? `; there are ${enumerate(known, "and", 12)}` : `, did you mean "${meant}"?`;
      mistakes.push({
        path: [...at, "targets", place],
        message: `there is no target ${quote(target)}${hint}`,
      });
    });
    return mistakes;
  });
}
