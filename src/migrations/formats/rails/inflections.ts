/**
 * Plurals as Rails makes them of class and table names: the rules and exceptions that
 * https://api.rubyonrails.org/classes/ActiveSupport/Inflector/Inflections.html documents as its English defaults.
 */
const uncountable = new Set([
  "equipment",
  "information",
  "rice",
  "money",
  "species",
  "series",
  "fish",
  "sheep",
  "jeans",
  "police",
]);

const irregular: readonly (readonly [singular: string, plural: string])[] = [
  ["person", "people"],
  ["man", "men"],
  ["child", "children"],
  ["sex", "sexes"],
  ["move", "moves"],
  ["zombie", "zombies"],
];

const plurals: readonly (readonly [RegExp, string])[] = [
  [/(quiz)$/, "$1zes"],
  [/^(oxen)$/, "$1"],
  [/^(ox)$/, "$1en"],
  [/^(m|l)ice$/, "$1ice"],
  [/^(m|l)ouse$/, "$1ice"],
  [/(matr|vert|ind)(?:ix|ex)$/, "$1ices"],
  [/(x|ch|ss|sh)$/, "$1es"],
  [/([^aeiouy]|qu)y$/, "$1ies"],
  [/(hive)$/, "$1s"],
  [/(?:([^f])fe|([lr])f)$/, "$1$2ves"],
  [/sis$/, "ses"],
  [/([ti])a$/, "$1a"],
  [/([ti])um$/, "$1a"],
  [/(buffal|tomat)o$/, "$1oes"],
  [/(bu)s$/, "$1ses"],
  [/(alias|status)$/, "$1es"],
  [/(octop|vir)i$/, "$1i"],
  [/(octop|vir)us$/, "$1i"],
  [/^(ax|test)is$/, "$1es"],
  [/s$/, "s"],
  [/$/, "s"],
];

const singulars: readonly (readonly [RegExp, string])[] = [
  [/(database)s$/, "$1"],
  [/(quiz)zes$/, "$1"],
  [/(matr)ices$/, "$1ix"],
  [/(vert|ind)ices$/, "$1ex"],
  [/^(ox)en/, "$1"],
  [/(alias|status)(es)?$/, "$1"],
  [/(octop|vir)(us|i)$/, "$1us"],
  [/^(a)x[ie]s$/, "$1xis"],
  [/(cris|test)(is|es)$/, "$1is"],
  [/(shoe)s$/, "$1"],
  [/(o)es$/, "$1"],
  [/(bus)(es)?$/, "$1"],
  [/^(m|l)ice$/, "$1ouse"],
  [/(x|ch|ss|sh)es$/, "$1"],
  [/(m)ovies$/, "$1ovie"],
  [/(s)eries$/, "$1eries"],
  [/([^aeiouy]|qu)ies$/, "$1y"],
  [/([lr])ves$/, "$1f"],
  [/(tive)s$/, "$1"],
  [/(hive)s$/, "$1"],
  [/([^f])ves$/, "$1fe"],
  [/(^analy)(sis|ses)$/, "$1sis"],
  [/((a)naly|(b)a|(d)iagno|(p)arenthe|(p)rogno|(s)ynop|(t)he)(sis|ses)$/, "$1sis"],
  [/([ti])a$/, "$1um"],
  [/(n)ews$/, "$1ews"],
  [/(ss)$/, "$1"],
  [/s$/, ""],
];

function inflect(word: string, from: 0 | 1, rules: readonly (readonly [RegExp, string])[]): string {
  const cut = word.lastIndexOf("_") + 1;
  const last = word.slice(cut);
  if (uncountable.has(last.toLowerCase())) return word;
  for (const forms of irregular) {
    if (last.endsWith(forms[from])) return word.slice(0, -forms[from].length) + forms[from === 0 ? 1 : 0];
    if (last.endsWith(forms[from === 0 ? 1 : 0])) return word;
  }
  const rule = rules.find(([pattern]) => pattern.test(last));
  return rule === undefined ? word : word.slice(0, cut) + last.replace(rule[0], rule[1]);
}

/** "status" -> "statuses" */
export const pluralize = (word: string): string => inflect(word, 0, plurals);

/** "categories" -> "category" */
export const singularize = (word: string): string => inflect(word, 1, singulars);

/** "CallRecord" -> "call_record", "Admin::User" -> "admin/user" */
export function underscore(name: string): string {
  return name
    .replaceAll("::", "/")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .replace(/([a-z\d])([A-Z])/g, "$1_$2")
    .replaceAll("-", "_")
    .toLowerCase();
}

/** "call_record" -> "CallRecord", "admin/user" -> "Admin::User" */
export function camelize(name: string): string {
  return name
    .split("/")
    .map((part) =>
      part
        .split("_")
        .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
        .join(""),
    )
    .join("::");
}

/** The table that Rails would look for: "Admin::User" -> "admin_users" where the class stands in a namespace. */
export const tableOfClass = (name: string): string => pluralize(underscore(name).replaceAll("/", "_"));
