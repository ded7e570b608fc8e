import { execFile } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, vi, test } from "vitest";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const compilerOptions = { module: "nodenext", target: "es2022", types: [], skipLibCheck: true };
let folder: string;

const write = (name: string, text: string) => {
  mkdirSync(join(folder, name, ".."), { recursive: true });
  writeFileSync(join(folder, name), text);
};
const read = (name: string) => readFileSync(join(folder, name), "utf8");
const build = () => promisify(execFile)(process.execPath, [resolve("scripts/build.js")], { cwd: folder });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "build-"));
  for (const [name, rootDir] of [
    ["build", "src"],
    ["demo", "demo"],
  ] as const) {
    const project = { compilerOptions: { ...compilerOptions, rootDir }, include: [rootDir] };
    write(`tsconfig.${name}.json`, JSON.stringify(project));
  }
  write("src/product.ts", "export const version: number = 1;\n");
  write("demo/demo.ts", "export {};\n");
  write("src/web/assets/site.css", "body {}\n");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("two builds at the same moment: what is there in the end is whole, and nothing is left over", async () => {
  write("dist/removed-since.js", "");
  write(".cache/build-killed/dist/product.js", "");
  const yesterday = new Date(Date.now() - 86_400_000);
  utimesSync(join(folder, ".cache/build-killed"), yesterday, yesterday);
  await Promise.all([build(), build()]);
  expect(readdirSync(join(folder, "dist")).toSorted()).toEqual(["product.js", "web"]);
  expect(read("dist/web/assets/site.css")).toBe("body {}\n");
  expect(readdirSync(join(folder, "build"))).toEqual(["demo.js"]);
  expect(readdirSync(join(folder, ".cache"))).toEqual([]);
});

test("a build that fails leaves the one before", async () => {
  write("dist/product.js", "// the one before\n");
  write("src/product.ts", 'export const version: number = "one";\n');
  await expect(build()).rejects.toThrow("Command failed");
  expect(read("dist/product.js")).toBe("// the one before\n");
  expect(existsSync(join(folder, "build"))).toBe(false);
});
