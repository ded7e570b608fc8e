/**
 * The time zone that a migration tool sets in its session by itself: Rails and Django (with USE_TZ, its default) work in
 * UTC, and so does Sequelize. Null: the server's, which is not known.
 * @see https://api.rubyonrails.org/classes/ActiveRecord/ConnectionAdapters/PostgreSQLAdapter.html
 * @see https://docs.djangoproject.com/en/stable/ref/databases/#postgresql-notes
 * @see https://sequelize.org/docs/v6/other-topics/timezones/
 */
export function sessionZone(format: string): string | null {
  return zones.get(format) ?? null;
}

const zones: ReadonlyMap<string, string> = new Map([
  ["rails", "UTC"],
  ["django", "UTC"],
  ["sequelize", "UTC"],
]);
