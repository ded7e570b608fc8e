/** A placeholder for a schema, `${schema}.users`, of which only the table counts; others stay, as they may be anything. */
export const placeholderSchemas = (text: string): string =>
  text.replaceAll(/\$\{[\w:.-]+\}(?="?\.)/g, (placeholder) => placeholder.replaceAll(/\W/g, "_"));
