/** A product whose real migrations are read: from its package, which the benchmark fetches. */
export interface Product {
  readonly name: string;
  readonly from: { readonly npm: string } | { readonly debian: string };
  /** Globs of the migrations, inside the package. */
  readonly files: readonly string[];
  /** Files among them that are no migrations, as part of their path. */
  readonly except?: readonly string[];
  readonly engine: string;
}

export const products: readonly Product[] = [
  {
    name: "Redmine (Rails)",
    from: { debian: "redmine" },
    files: ["usr/share/redmine/db/migrate/*.rb"],
    engine: "postgres 16",
  },
  {
    name: "MediaWiki (SQL)",
    from: { debian: "mediawiki" },
    files: ["usr/share/mediawiki/maintenance/archives/patch-*.sql"],
    engine: "mysql 8.0",
  },
  {
    name: "MediaWiki (SQL)",
    from: { debian: "mediawiki" },
    files: ["usr/share/mediawiki/maintenance/postgres/archives/patch-*.sql"],
    engine: "postgres 16",
  },
  {
    name: "Ghost (Knex)",
    from: { npm: "ghost@5.130.6" },
    files: ["core/server/data/migrations/versions/*/*.js"],
    engine: "mysql 8.0",
  },
  {
    name: "Directus (Knex)",
    from: { npm: "@directus/api@23.3.2" },
    files: ["dist/database/migrations/*.js"],
    except: ["/run.js"],
    engine: "postgres 16",
  },
  {
    name: "n8n (TypeORM)",
    from: { npm: "@n8n/db@1.41.2" },
    files: ["dist/migrations/postgresdb/*.js", "dist/migrations/common/*.js"],
    // A class that others extend.
    except: ["/index.js", "Base.js"],
    engine: "postgres 16",
  },
  {
    name: "Django's own (Django)",
    from: { debian: "python3-django" },
    files: ["usr/lib/python3/dist-packages/django/contrib/**/migrations/0*.py"],
    engine: "postgres 16",
  },
];
