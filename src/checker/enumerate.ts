/** "STORY", "STORY or TECH", "STORY, TECH or OPS"; beyond `limit` names the rest is counted: "A, B and 3 more". */
export function enumerate(names: readonly string[], conjunction: "and" | "or", limit = 5): string {
  if (names.length > limit) {
    return `${names.slice(0, limit).join(", ")} and ${names.length - limit} more`;
  }
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} ${conjunction} ${last}`;
}
