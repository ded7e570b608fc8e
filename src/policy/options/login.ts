import { z } from "zod";

/** A GitHub account, with or without its @. */
export const loginOption = z
  .string()
  .trim()
  .regex(/^@?[A-Za-z0-9](?:[A-Za-z0-9_-]{0,98})$/, "write a GitHub account by its login, like ada")
  .transform((login) => login.replace("@", ""));
