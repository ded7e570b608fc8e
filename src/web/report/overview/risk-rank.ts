/** What teams call their risks. The first words that fit count, so "very low" stands before "low". */
const levels: readonly (readonly [rank: number, words: RegExp])[] = [
  [0, /\b(?:critical|blocker|extreme|severe)\b/i],
  [1, /\b(?:very high|highest)\b/i],
  [6, /\b(?:very low|lowest|trivial|none|no risk|n\/a)\b/i],
  [2, /\b(?:high|major)\b/i],
  [3, /\b(?:medium|moderate|normal)\b/i],
  [5, /\b(?:low|minor|small)\b/i],
];
const unknownRank = 4;

/** Whether a policy's field tells how risky an issue is: its values have an order then. */
export function isRiskField(name: string): boolean {
  return /\brisk/i.test(name);
}

/** The place of a risk field's value, the worst first; what is not known stands between medium and low. */
export function riskRank(value: string): number {
  return levels.find(([, words]) => words.test(value))?.[0] ?? unknownRank;
}
