import { SaxesParser } from "saxes";
import { ChangelogInvalid } from "./changelog-invalid.js";
import { deepestNesting, type ChangelogNode } from "./changelog-node.js";

interface OpenNode extends ChangelogNode {
  readonly attributes: Map<string, string>;
  readonly children: OpenNode[];
  text: string;
  textLine: number;
}

const lineBreaks = (text: string): number => text.split("\n").length - 1;

/** "createTable" of "ext:createTable". */
const withoutPrefix = (name: string): string => name.slice(name.indexOf(":") + 1);

/** Adds what stands in an element, on the line where it stands. */
function addText(node: OpenNode | undefined, text: string, endLine: number): void {
  if (node === undefined) return;
  const startLine = endLine - lineBreaks(text);
  const missing = startLine - (node.textLine + lineBreaks(node.text));
  node.text += "\n".repeat(Math.max(0, missing)) + text;
}

/**
 * Reads XML. The parser knows no entities but XML's own five, and opens no file: a changelog that relies on others is
 * not read. Throws ChangelogInvalid.
 */
export function parseXml(text: string): ChangelogNode {
  const parser = new SaxesParser();
  const open: OpenNode[] = [];
  const roots: ChangelogNode[] = [];
  let startLine = 1;
  parser.on("error", (error) => {
    throw new ChangelogInvalid(
      parser.line,
      `it is no valid XML (${error.message.replace(/^\d+:\d+: /, "")})`,
    );
  });
  parser.on("opentagstart", () => {
    // It is told once the blank after the name has been read, which may be the line's end.
    startLine = parser.column === 0 ? parser.line - 1 : parser.line;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const node: OpenNode = {
      name: withoutPrefix(name),
      line: startLine,
      attributes: new Map(Object.entries(attributes).map(([key, value]) => [withoutPrefix(key), value])),
      children: [],
      text: "",
      textLine: parser.line,
    };
    if (open.length >= deepestNesting) throw new ChangelogInvalid(startLine, "it is nested too deeply");
    (open.at(-1)?.children ?? roots).push(node);
    open.push(node);
  });
  parser.on("text", (inside) => addText(open.at(-1), inside, parser.line));
  parser.on("cdata", (inside) => addText(open.at(-1), inside, parser.line));
  parser.on("closetag", () => open.pop());
  parser.write(text).close();
  const [root] = roots;
  if (root === undefined) throw new ChangelogInvalid(1, "it has no element");
  return root;
}
