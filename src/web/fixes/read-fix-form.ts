import { z } from "zod";
import type { FixWish } from "../../access/fix-issue.js";
import type { TypedValue } from "../../access/fix-issue-input.js";

/** A field or a transition of Jira's, by its id. */
const id = z.string().regex(/^[\w.-]{1,100}$/);
const longestSeen = 200_000;
const mostFields = 50;

const formSchema = z
  .object({
    what: z.enum(["field", "move"]),
    about: id,
    seen: z.string().max(longestSeen),
    do: z
      .string()
      .regex(/^(save|find\.[\w.-]{1,100})$/)
      .default("save"),
  })
  .catchall(z.union([z.string(), z.array(z.string())]));

/** What a form of the page says: what is wished, and of which field somebody looks for a person (null: it is to be saved). */
export interface FixForm {
  readonly wish: FixWish;
  readonly typed: ReadonlyMap<string, TypedValue>;
  readonly find: string | null;
}

/** Null where it is no form of ours. */
export function readFixForm(body: unknown): FixForm | null {
  const parsed = formSchema.safeParse(body);
  if (!parsed.success) return null;
  const { what, about, seen, do: action, ...rest } = parsed.data;
  const typed = new Map<string, TypedValue>();
  for (const [name, given] of Object.entries(rest)) {
    const field = id.safeParse(name.slice(2));
    if (!field.success || !/^[vw]\./.test(name)) return null;
    const before = typed.get(field.data) ?? { input: [], words: "" };
    const texts = typeof given === "string" ? [given] : given;
    typed.set(
      field.data,
      name.startsWith("v.") ? { ...before, input: texts } : { ...before, words: texts[0] ?? "" },
    );
  }
  if (typed.size > mostFields) return null;
  const wish: FixWish =
    what === "field"
      ? { kind: "field", field: about, typed: typed.get(about) ?? { input: [], words: "" }, seen }
      : { kind: "move", transition: about, typed, seen };
  return { wish, typed, find: action === "save" ? null : action.slice("find.".length) };
}
