/** A name with an instant, as git writes it. */
export interface Signature {
  readonly name: string;
  readonly email: string;
  /** Seconds since 1970. */
  readonly seconds: number;
  /** "+0200" */
  readonly zone: string;
}

export interface GitCommit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
}

/** Reads a commit object's bytes; what is not UTF-8 becomes replacement characters, as in GitHub's answers. */
export function parseCommit(sha: string, bytes: Buffer): GitCommit {
  const text = bytes.toString("utf8");
  const end = text.indexOf("\n\n");
  const head = end < 0 ? text : text.slice(0, end);
  const headers = head.split("\n").map((line): [string, string] => {
    const space = line.indexOf(" ");
    return [line.slice(0, space), line.slice(space + 1)];
  });
  const first = (name: string) => headers.find(([key]) => key === name)?.[1] ?? "";
  return {
    sha,
    tree: first("tree"),
    parents: headers.filter(([key]) => key === "parent").map(([, value]) => value),
    author: parseSignature(first("author")),
    committer: parseSignature(first("committer")),
    message: (end < 0 ? "" : text.slice(end + 2)).replace(/\n+$/, ""),
  };
}

function parseSignature(line: string): Signature {
  const parts = /^(.*?) ?<(.*?)> (-?\d+) ([+-]\d{4})$/.exec(line);
  return {
    name: parts?.[1] ?? line,
    email: parts?.[2] ?? "",
    seconds: Number(parts?.[3] ?? 0),
    zone: parts?.[4] ?? "+0000",
  };
}

/** "2026-11-20T04:00:00Z", as GitHub's REST answers write it. */
export function utcInstant(signature: Signature): string {
  return new Date(signature.seconds * 1000).toISOString().replace(".000Z", "Z");
}

/** "2026-11-20T05:00:00+01:00", as GitHub's push events write it. */
export function zonedInstant({ seconds, zone }: Signature): string {
  const minutes =
    (zone.startsWith("-") ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3, 5)));
  const local = new Date((seconds + minutes * 60) * 1000).toISOString().slice(0, 19);
  return `${local}${zone.slice(0, 3)}:${zone.slice(3, 5)}`;
}
