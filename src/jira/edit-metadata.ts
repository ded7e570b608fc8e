import { z } from "zod";

const choiceSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  value: z.string().optional(),
  name: z.string().optional(),
  disabled: z.boolean().optional(),
  archived: z.boolean().optional(),
});

/** What Jira says of a field that somebody edits: on an issue's edit screen, and on a transition's. */
export const fieldMetadataSchema = z.object({
  name: z.string().catch(""),
  required: z.boolean().catch(false),
  hasDefaultValue: z.boolean().catch(false),
  operations: z.array(z.string()).catch([]),
  schema: z.object({
    type: z.string(),
    items: z.string().optional(),
    custom: z.string().optional(),
    system: z.string().optional(),
  }),
  allowedValues: z
    .array(
      choiceSchema
        .extend({ children: z.array(choiceSchema).optional() })
        .nullable()
        .catch(null),
    )
    .optional()
    .catch(undefined),
});

export type FieldMetadata = z.infer<typeof fieldMetadataSchema>;
export type AllowedValue = z.infer<typeof choiceSchema>;

/** A field whose metadata we cannot read is one whose value cannot be given here. */
const fieldsSchema = z.record(z.string(), fieldMetadataSchema.nullable().catch(null));

/** The answer of `GET /issue/{key}/editmeta`. */
export const editMetadataSchema = z.object({ fields: fieldsSchema });

/** The answer of `GET /issue/{key}/transitions?expand=transitions.fields`. */
export const transitionsSchema = z.object({
  transitions: z.array(
    z.object({
      id: z.string().min(1),
      name: z.string(),
      to: z.object({ name: z.string() }),
      isAvailable: z.boolean().optional(),
      fields: fieldsSchema.optional(),
    }),
  ),
});
