import type { MigrationFormat } from "../format.js";

/** Django's migrations: https://docs.djangoproject.com/en/5.2/topics/migrations/. Each is a transaction unless `atomic = False`. */
export const djangoFormat: MigrationFormat = {
  id: "django",
  title: "Django",
  recognises: ({ path, text }) => {
    if (!path.endsWith(".py")) return false;
    if (/\bdjango\b/.test(text) && /\bMigration\b/.test(text)) return true;
    return /(^|\/)migrations\/[^/]+\.py$/.test(path) && !/\b(alembic|down_revision)\b/.test(text);
  },
  load: async () => (await import("./read-django-migration.js")).loadDjangoFormat(),
  // `django_migrations` has the app and the file's name.
  appliedNames: (path) => {
    const [file = "", , app] = path.split("/").toReversed();
    const name = file.replace(/\.py$/, "");
    return app === undefined ? [name] : [`${app}.${name}`];
  },
};
