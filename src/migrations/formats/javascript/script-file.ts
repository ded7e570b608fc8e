import type { MigrationFile } from "../../read-migration.js";

const ending = /\.[cm]?[jt]sx?$/;

/** Whether a file is JavaScript or TypeScript. */
export const isScript = ({ path }: MigrationFile): boolean => ending.test(path) && !path.endsWith(".d.ts");

/** What tells a framework: imports and the head of the first function. */
export const opening = ({ text }: MigrationFile): string => text.slice(0, 20_000);

/** The file's name without its ending. */
export const scriptName = (path: string): string => path.slice(path.lastIndexOf("/") + 1).replace(ending, "");
