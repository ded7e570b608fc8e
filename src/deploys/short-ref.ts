/** "refs/heads/deploy" as people say it: "deploy". */
export function shortRef(ref: string): string {
  return ref.replace(/^refs\/(heads|tags)\//, "");
}
