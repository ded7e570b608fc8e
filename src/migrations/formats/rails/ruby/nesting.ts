/** Prism's stack takes about 75 nested brackets, 200 nested blocks and 300 signs in a row. */
const deepestBrackets = 40;
const deepestBlocks = 100;
const longestRun = 150;

const opens = new Set(["def", "class", "module", "if", "unless", "while", "until", "case", "begin", "for"]);

interface Depth {
  brackets: number;
  blocks: number;
}

/** Follows strings and comments of one line, so that brackets in them do not close anything. */
function isTooDeepWithin(line: string, depth: Depth): boolean {
  let quote = "";
  let run = 0;
  for (let index = 0; index < line.length; index++) {
    const character = line[index] ?? "";
    run = "!-~+".includes(character) ? run + 1 : 0;
    if (run > longestRun) return true;
    if (character === "\\") index++;
    else if ("([{".includes(character)) depth.brackets++;
    else if (quote !== "") quote = character === quote ? "" : quote;
    else if (character === '"' || character === "'" || character === "`") quote = character;
    else if (character === "#" && line[index + 1] !== "{") break;
    else if (")]}".includes(character)) depth.brackets = Math.max(0, depth.brackets - 1);
    if (depth.brackets > deepestBrackets) return true;
  }
  return false;
}

/**
 * Whether code is nested deeper than any person writes, in brackets, blocks or signs before an operand. An upper bound,
 * line by line: a bracket left open in a text counts until the next method.
 */
export function nestsTooDeep(source: string): boolean {
  const depth: Depth = { brackets: 0, blocks: 0 };
  for (const line of source.split("\n")) {
    const words = line.trimStart();
    const first = /^[a-z]+/.exec(words)?.[0] ?? "";
    if (first === "def") depth.brackets = 0;
    if (first === "end") depth.blocks = Math.max(0, depth.blocks - 1);
    else if (opens.has(first) || words.includes(" do")) depth.blocks++;
    if (depth.blocks > deepestBlocks || isTooDeepWithin(line, depth)) return true;
  }
  return false;
}
