import { camelize, pluralize, singularize, tableOfClass, underscore } from "../inflections.js";
import { interpolated, sameValue, textOf } from "./known.js";
import { compile, matches } from "./regexp.js";
import { array, boolean, type Call, number, symbol, text, unknown, type Value } from "./value.js";

const longestText = 1_000_000;

const plain: Readonly<Record<string, (text: string) => string>> = {
  upcase: (value) => value.toUpperCase(),
  downcase: (value) => value.toLowerCase(),
  capitalize: (value) => value.charAt(0).toUpperCase() + value.slice(1).toLowerCase(),
  strip: (value) => value.trim(),
  lstrip: (value) => value.trimStart(),
  rstrip: (value) => value.trimEnd(),
  squish: (value) => value.trim().split(/\s+/).join(" "),
  chomp: (value) => value.replace(/\r?\n$/, ""),
  chop: (value) => value.slice(0, -1),
  strip_heredoc: (value) => value,
  pluralize,
  singularize,
  underscore,
  camelize,
  classify: (value) => camelize(singularize(value)),
  tableize: tableOfClass,
  demodulize: (value) => value.slice(value.lastIndexOf("::") + 1).replace(/^:/, ""),
  to_s: (value) => value,
  dup: (value) => value,
  freeze: (value) => value,
  to_str: (value) => value,
  html_safe: (value) => value,
  itself: (value) => value,
  presence: (value) => value,
  "+@": (value) => value,
  "-@": (value) => value,
};

function replaced(value: string, name: string, [pattern, replacement]: readonly Value[]): Value {
  const to = textOf(replacement);
  if (to === null || pattern === undefined) return unknown("a text");
  if (pattern.type === "text")
    return text(
      name.startsWith("gsub")
        ? value.replaceAll(pattern.text, () => to)
        : value.replace(pattern.text, () => to),
    );
  const compiled = pattern.type === "regexp" ? compile(pattern) : null;
  // Ruby's \1 is a group; RE2's is $1.
  if (compiled === null || to.includes("$") || to.includes("\\")) return unknown("a text");
  const matcher = compiled.matcher(value);
  return text(name.startsWith("gsub") ? matcher.replaceAll(to) : matcher.replaceFirst(to));
}

/** `format` with `%s` and `%d`; other directives are not followed. */
function formatted(format: string, args: readonly Value[]): Value {
  const [only] = args;
  const values = args.length === 1 && only?.type === "array" ? [...only.items] : [...args];
  const parts = format.split(/(%.)/s).map((part) => {
    if (!part.startsWith("%")) return part;
    if (part === "%%") return "%";
    const value = ["%s", "%d", "%i"].includes(part) ? values.shift() : undefined;
    return value === undefined ? null : interpolated(value);
  });
  return parts.includes(null) ? unknown("a text") : text(parts.join(""));
}

/** Methods of strings and symbols. */
export function textMethods(call: Call): Value | undefined {
  const { receiver, name, args } = call;
  if (receiver.type !== "text") return undefined;
  const value = receiver.text;
  const [argument] = args;
  const given = textOf(argument);
  const change = plain[name.endsWith("!") ? name.slice(0, -1) : name];
  if (change !== undefined)
    return name === "to_s" || !receiver.symbol ? text(change(value)) : symbol(change(value));
  switch (name) {
    case "to_sym":
    case "intern":
      return symbol(value);
    case "to_i":
      return number(Number.parseInt(value, 10) || 0);
    case "length":
    case "size":
      return number(value.length);
    case "+":
    case "concat":
    case "<<": {
      if (argument === undefined) return receiver;
      if (argument.type === "text")
        return value.length > longestText ? unknown("a text") : text(value + argument.text);
      return { type: "partial", text: `${value}${argument.type === "partial" ? argument.text : "NULL"}` };
    }
    case "*":
      return argument?.type === "number" && value.length * argument.number < longestText
        ? text(value.repeat(Math.max(0, argument.number)))
        : unknown("a text");
    case "%":
      return formatted(value, args);
    case "=~":
    case "match?":
    case "match": {
      const answer = argument?.type === "regexp" ? matches(argument, receiver) : null;
      return answer === null ? unknown("a match") : boolean(answer);
    }
    case "start_with?":
    case "starts_with?":
      return given === null
        ? unknown(name)
        : boolean(args.some((one) => value.startsWith(textOf(one) ?? "\0")));
    case "end_with?":
    case "ends_with?":
      return given === null
        ? unknown(name)
        : boolean(args.some((one) => value.endsWith(textOf(one) ?? "\0")));
    case "include?":
      return given === null ? unknown(name) : boolean(value.includes(given));
    case "in?":
      return argument?.type === "array" ? isOneOf(receiver, argument.items) : unknown(name);
    case "empty?":
    case "blank?":
      return boolean(value.trim() === "");
    case "present?":
      return boolean(value.trim() !== "");
    case "gsub":
    case "sub":
      return replaced(value, name, args);
    case "split":
      return array(
        value
          .split(given ?? /\s+/)
          .filter((part) => part !== "")
          .map(text),
      );
    case "lines":
      return array(value.split(/(?<=\n)/).map(text));
    case "constantize":
    case "safe_constantize":
      return { type: "constant", path: value.replace(/^::/, "") };
    default:
      return undefined;
  }
}

/** Whether a list holds a value. */
export function isOneOf(value: Value, items: readonly Value[]): Value {
  const answers = items.map((item) => sameValue(item, value));
  if (answers.includes(true)) return boolean(true);
  return answers.includes(null) ? unknown("include?") : boolean(false);
}
