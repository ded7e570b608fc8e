import { z } from "zod";
import type { State } from "../checker/report.js";

export const stateSchema: z.ZodType<State> = z.enum(["pending", "success", "failure", "error"]);
