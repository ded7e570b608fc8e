import { z } from "zod";
import type { OnCallPerson } from "../access/ports/on-call-source.js";

/** More would be no answer to "who is it?". */
const mostPeople = 50;

const text = z.string().trim().min(1).max(200);
const login = z
  .string()
  .trim()
  .regex(/^@?[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/)
  .transform((value) => value.replace("@", ""));

const answer = z.object({
  users: z
    .array(
      z
        .object({
          login: login.nullish(),
          name: text.nullish(),
          until: z.iso.datetime({ offset: true }).nullish(),
        })
        .refine((user) => Boolean(user.login ?? user.name)),
    )
    .max(mostPeople),
});

/** `{"users": [{"login": "ada", "name": "Ada", "until": "2026-11-21T18:00:00Z"}]}`; null where it is something else. */
export function parseOnCallAnswer(text: string, now: Date): readonly OnCallPerson[] | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = answer.safeParse(value);
  if (!parsed.success) return null;
  return parsed.data.users
    .filter(({ until }) => !until || Date.parse(until) > now.getTime())
    .map(({ login: account, name, until }) => ({
      login: account ?? null,
      name: name ?? null,
      until: until ?? null,
    }));
}
