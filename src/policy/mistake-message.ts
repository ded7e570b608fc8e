import type { z } from "zod";
import { enumerate } from "../checker/enumerate.js";
import { quote } from "../checker/quote.js";
import { closest } from "./closest.js";

/** More are only counted: a file of nothing but mistakes must not keep the service busy. */
export const mostMistakes = 100;

/**
 * What is wrong with a value, for the person who wrote it. Given to zod as its error map. Several unknown keys give
 * one line each, in the order of the issue's keys.
 */
export function mistakeMessage(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case "unrecognized_keys":
      return unknownKeys(issue.keys.slice(0, mostMistakes), keysOf(issue.inst));
    case "invalid_type":
      return wrongType(issue.expected, issue.input, issue.path);
    case "invalid_value":
      return issue.input === undefined
        ? missing(issue.path)
        : wrongValue(issue.values.map(String), issue.input);
    case "invalid_union":
      return issue.input === undefined ? missing(issue.path) : "this cannot be read";
    case "invalid_key":
      return issue.issues.map(({ message }) => message).join("; ");
    case "too_small":
      return issue.origin === "array" ? "the list is empty" : "nothing is written here";
    case "invalid_format":
    case "too_big":
    case "not_multiple_of":
    case "invalid_element":
    case "custom":
      return issue.message ?? "this cannot be read";
  }
}

/** The message of a schema whose value may be written in several ways; a value that is not there is just missing. */
export function writeInstead(message: string): (issue: { readonly input?: unknown }) => string | undefined {
  return ({ input }) => (input === undefined ? undefined : message);
}

function unknownKeys(keys: readonly string[], known: readonly string[]): string {
  return keys.map((key) => unknownKey(key, known)).join("\n");
}

function unknownKey(key: string, known: readonly string[]): string {
  const meant = closest(key, known);
  const hint = meant === null ? `; known are ${enumerate(known, "and", 12)}` : `, did you mean "${meant}"?`;
  return `unknown key ${quote(key)}${known.length === 0 ? "" : hint}`;
}

function wrongValue(allowed: readonly string[], input: unknown): string {
  const meant = typeof input === "string" ? closest(input, allowed) : null;
  const hint = meant === null ? "" : `, did you mean "${meant}"?`;
  return `write ${enumerate(allowed, "or", 20)}, not ${describe(input)}${hint}`;
}

function wrongType(expected: string, input: unknown, path: readonly PropertyKey[] | undefined): string {
  if (input === undefined) return missing(path);
  return `write ${typeNames[expected] ?? expected}, not ${describe(input)}`;
}

function missing(path: readonly PropertyKey[] | undefined): string {
  const key = path?.at(-1);
  return key === undefined ? "it is missing" : `"${String(key)}" is missing`;
}

const typeNames: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "a mapping",
  record: "a mapping",
};

function describe(input: unknown): string {
  if (input === null || input === undefined) return "nothing";
  if (Array.isArray(input)) return "a list";
  if (typeof input === "string") return quote(input);
  return typeof input === "number" || typeof input === "boolean" ? `${input}` : "a mapping";
}

function keysOf(schema: z.core.$ZodType | z.core.$ZodCheck | undefined): readonly string[] {
  const shape: unknown = schema !== undefined && "shape" in schema._zod.def ? schema._zod.def.shape : {};
  return typeof shape === "object" && shape !== null ? Object.keys(shape) : [];
}
