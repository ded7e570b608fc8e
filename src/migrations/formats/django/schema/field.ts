import { argument, shown, textOf, truthOf } from "../../python/known.js";
import type { ConstructValue, Value } from "../../python/value.js";

/** The other side of a foreign key or many-to-many relation. */
export interface Relation {
  /** "app.Model", "Model" or "self"; null: not known. */
  readonly to: string | null;
  readonly hasConstraint: boolean;
  readonly toField: string | null;
}

/** A field of a model, as its migration says it. */
export interface Field {
  readonly name: string;
  /** Django's class: "CharField"; "" where it is an unknown one. */
  readonly type: string;
  /** The class as the file names it. */
  readonly path: string;
  readonly column: string;
  readonly nullable: boolean;
  readonly primaryKey: boolean;
  readonly unique: boolean;
  readonly indexed: boolean;
  readonly blank: boolean;
  readonly relation: Relation | null;
  /** Of a many-to-many relation: it has a model of its own. */
  readonly hasThrough: boolean;
  readonly table: string | null;
  readonly base: Field | null;
  readonly construct: ConstructValue;
  readonly defaultValue: Value | undefined;
  readonly dbDefault: Value | undefined;
}

const keys = ["ForeignKey", "OneToOneField", "ManyToManyField"] as const;

/** Django's fields and those that derive from them under another name, by the end of the name. */
const known = (
  "BigAutoField SmallAutoField AutoField BinaryField NullBooleanField BooleanField CommaSeparatedIntegerField CICharField " +
  "CIEmailField CITextField CharField DateTimeField DateField DecimalField DurationField EmailField FilePathField FileField " +
  "FloatField GeneratedField GenericIPAddressField IPAddressField ImageField PositiveBigIntegerField " +
  "PositiveSmallIntegerField PositiveIntegerField SmallIntegerField BigIntegerField IntegerField JSONField SlugField " +
  "TextField TimeField URLField UUIDField ArrayField HStoreField BigIntegerRangeField IntegerRangeField " +
  "DecimalRangeField DateTimeRangeField DateRangeField SearchVectorField OrderWrt ForeignKey OneToOneField ManyToManyField " +
  "GeometryField PointField LineStringField PolygonField MultiPointField MultiLineStringField MultiPolygonField " +
  "GeometryCollectionField RasterField"
).split(" ");

const others: Readonly<Record<string, string>> = {
  ParentalKey: "ForeignKey",
  TreeOneToOneField: "OneToOneField",
  RichTextField: "TextField",
  StreamField: "TextField",
  CompositePrimaryKey: "CompositePrimaryKey",
  GenericRelation: "GenericRelation",
  GenericForeignKey: "GenericRelation",
  TaggableManager: "GenericRelation",
  ClusterTaggableManager: "GenericRelation",
};

function typeOf(path: string): string {
  const name = path.slice(path.lastIndexOf(".") + 1);
  if (known.includes(name)) return name;
  return others[name] ?? known.find((one) => name.endsWith(one)) ?? "";
}

/** "app.Model" of `to="app.Model"`, `to=settings.AUTH_USER_MODEL`, `to=Model`. */
function relatedModel(value: Value | undefined): string | null {
  const text = textOf(value);
  if (text !== null) return text;
  if (value?.type !== "symbol") return null;
  if (value.path.endsWith(".AUTH_USER_MODEL")) return "auth.user";
  const found = /(\w+)\.models(?:\.\w+)*\.(\w+)$/.exec(value.path);
  return found === null ? null : `${found[1] ?? ""}.${found[2] ?? ""}`;
}

const flag = (construct: ConstructValue, name: string, otherwise: boolean): boolean => {
  const value = construct.args.named.get(name);
  return value === undefined ? otherwise : (truthOf(value) ?? otherwise);
};

/** Reads `models.CharField(max_length=30)`; null: it is no field. */
export function readField(name: string, value: Value | undefined): Field | null {
  if (value?.type !== "construct") return null;
  const type = typeOf(value.path);
  const isKey = keys.some((one) => one === type);
  const isOneToOne = type === "OneToOneField";
  const primaryKey = flag(value, "primary_key", false);
  const column = textOf(value.args.named.get("db_column"));
  const defaultColumn = isKey ? `${name}_id` : name;
  const hasThrough = value.args.named.get("through");
  const isIndexed = type === "ForeignKey" || type === "SlugField";
  return {
    name,
    type,
    path: value.path,
    column: column ?? defaultColumn,
    nullable: type === "NullBooleanField" || flag(value, "null", false),
    primaryKey,
    unique: primaryKey || isOneToOne || flag(value, "unique", false),
    indexed: flag(value, "db_index", isIndexed),
    blank: flag(value, "blank", false),
    relation: isKey
      ? {
          to: relatedModel(argument(value.args, 0, "to")),
          hasConstraint: flag(value, "db_constraint", true),
          toField: textOf(value.args.named.get("to_field")),
        }
      : null,
    hasThrough: hasThrough !== undefined && hasThrough.type !== "none",
    table: textOf(value.args.named.get("db_table")),
    base: type === "ArrayField" ? readField(name, argument(value.args, 0, "base_field")) : null,
    construct: value,
    defaultValue: withoutNone(value.args.named.get("default")),
    dbDefault: withoutNone(value.args.named.get("db_default")),
  };
}

/** `default=None` is none. */
const withoutNone = (value: Value | undefined): Value | undefined =>
  value === undefined ||
  value.type === "none" ||
  (value.type === "symbol" && value.path.endsWith("NOT_PROVIDED"))
    ? undefined
    : value;

/** Whether the field has a column of its own in the model's table. */
export const hasColumn = ({ type }: Field): boolean =>
  !["ManyToManyField", "GenericRelation", "CompositePrimaryKey"].includes(type);

/** A number that the field is given: `max_length=30`. */
export function numberOf(field: Field, name: string, index = -1): string | null {
  const value = argument(field.construct.args, index, name);
  return value?.type === "number" ? shown(value) : null;
}
