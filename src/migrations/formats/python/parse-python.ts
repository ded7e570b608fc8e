import type { Tree } from "@lezer/common";
import { PythonSource } from "./python-source.js";
import { ReadPython } from "./read-statement.js";
import type { Statement } from "./syntax.js";

export type ParsedPython =
  | { readonly ok: true; readonly statements: readonly Statement[] }
  | { readonly ok: false; readonly line: number; readonly reason: string };

export type ParsePython = (text: string) => ParsedPython;

/** The parser takes two seconds for a million characters. People write a thousand times fewer. */
const longestText = 1_000_000;
/** Deeper trees would overflow the stack of what reads them. */
const deepest = 400;

/** The position of the first error, or where the nesting becomes too deep; null: neither. */
function flawOf(tree: Tree): { at: number; reason: string } | null {
  const cursor = tree.cursor();
  let depth = 0;
  for (;;) {
    if (cursor.type.isError) return { at: cursor.from, reason: "this is no valid Python" };
    if (depth > deepest) return { at: cursor.from, reason: "the code is nested too deep to be read" };
    if (cursor.firstChild()) {
      depth++;
      continue;
    }
    while (!cursor.nextSibling()) {
      if (!cursor.parent()) return null;
      depth--;
    }
  }
}

/** Loads a parser of Python 3 (Lezer's, in JavaScript); it is given whole files. */
export async function loadPythonParser(): Promise<ParsePython> {
  const { parser } = await import("@lezer/python");
  return (text) => {
    if (text.length > longestText) return { ok: false, line: 1, reason: "the file is too long to be read" };
    // Python takes a byte order mark and any line ending.
    const normal = text.replace(/^\uFEFF/, "").replaceAll(/\r\n?/g, "\n");
    if (normal.includes("\0")) return { ok: false, line: 1, reason: "this is no valid Python" };
    const source = new PythonSource(normal);
    const tree = parser.parse(normal.endsWith("\n") ? normal : `${normal}\n`);
    const flaw = flawOf(tree);
    if (flaw !== null) return { ok: false, line: source.lineAt(flaw.at), reason: flaw.reason };
    return { ok: true, statements: new ReadPython(source).body(tree.topNode) };
  };
}
