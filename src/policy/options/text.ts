import { z } from "zod";

/** A text that is not blank. */
export const textOption = z.string().trim().min(1);
