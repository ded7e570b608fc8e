import type { Route } from "./route.js";

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** Finds the route of a request; where several fit, the one with the most literal path. */
export function createRouter(routes: readonly Route[]): (method: string, path: string) => Match | null {
  const compiled = routes
    .map((route) => ({ route, ...compile(route.path) }))
    .sort((a, b) => b.literals - a.literals);
  return (method, path) => {
    for (const { route, pattern, names } of compiled) {
      if (route.method !== method) continue;
      const values = pattern.exec(path);
      if (values === null) continue;
      const params = Object.fromEntries(names.map((name, index) => [name, decode(values[index + 1] ?? "")]));
      return { route, params };
    }
    return null;
  };
}

function compile(path: string): { pattern: RegExp; names: string[]; literals: number } {
  const names: string[] = [];
  let literals = 0;
  const segments = path.split("/").map((segment) => {
    const parts = /^\{(\w+)(\+?)\}$/.exec(segment);
    if (parts === null) {
      literals += 1;
      return segment;
    }
    names.push(parts[1] ?? "");
    return parts[2] === "+" ? "(.*)" : "([^/]+)";
  });
  return { pattern: new RegExp(`^${segments.join("/")}$`), names, literals };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
