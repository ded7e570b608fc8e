/** A string literal. */
export function textSql(isPostgres: boolean, text: string): string {
  const quoted = text.replaceAll("'", "''");
  return `'${isPostgres ? quoted : quoted.replaceAll("\\", "\\\\")}'`;
}
