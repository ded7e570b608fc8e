import { hasColumn, type Field } from "./field.js";

/** What is known of a model: all of it where the file creates it. */
export interface Model {
  name: string;
  table: string;
  readonly fields: Map<string, Field>;
  /** Whether the file itself creates the model, so that its fields are all known. */
  readonly isWhole: boolean;
}

/** The models of the file's app, as far as the file says of them; Django's own state spans all files. */
export class Models {
  readonly app: string;
  readonly #models = new Map<string, Model>();

  constructor(app: string) {
    this.app = app;
  }

  /** `app_model`: https://docs.djangoproject.com/en/5.2/ref/models/options/#table-names */
  tableOf(app: string, model: string): string {
    const own = app === this.app ? this.#models.get(model.toLowerCase()) : undefined;
    return own?.table ?? `${app}_${model.toLowerCase()}`;
  }

  get(name: string): Model {
    const known = this.#models.get(name.toLowerCase());
    if (known !== undefined) return known;
    const model: Model = { name, table: this.tableOf(this.app, name), fields: new Map(), isWhole: false };
    this.#models.set(name.toLowerCase(), model);
    return model;
  }

  create(model: Model): void {
    this.#models.set(model.name.toLowerCase(), model);
  }

  delete(name: string): void {
    this.#models.delete(name.toLowerCase());
  }

  rename(from: string, to: string): void {
    const model = this.get(from);
    this.#models.delete(from.toLowerCase());
    model.name = to;
    this.#models.set(to.toLowerCase(), model);
  }

  /** The table of "app.Model", "Model" or "self" as a field of `from` names it; null: not told. */
  relatedTable(to: string | null, from: Model): string | null {
    if (to === null) return null;
    if (to === "self") return from.table;
    const [app, name] = to.includes(".") ? to.split(".") : [this.app, to];
    return this.tableOf((app ?? this.app).toLowerCase(), name ?? to);
  }

  /** The field that a foreign key of `from` refers to; null: the file does not say. */
  keyOf({ relation }: Field, from: Model): Field | null {
    const to = relation?.to;
    if (to === undefined || to === null) return null;
    const [app, name] = to.includes(".") ? to.split(".") : [this.app, to];
    const model =
      to === "self"
        ? from
        : app?.toLowerCase() === this.app.toLowerCase()
          ? this.#models.get((name ?? "").toLowerCase())
          : undefined;
    if (model === undefined) return null;
    const fields = [...model.fields.values()];
    return (
      fields.find((field) =>
        relation?.toField === null ? field.primaryKey : field.name === relation?.toField,
      ) ?? null
    );
  }

  /** The column of a field; what is not in the file has its field's name. */
  columnOf(model: Model, field: string): string {
    if (field === "pk")
      return [...model.fields.values()].find(({ primaryKey }) => primaryKey)?.column ?? "id";
    const known = model.fields.get(field);
    return known !== undefined && hasColumn(known) ? known.column : field;
  }
}
