import { createContext } from "hono/jsx";
import type { Reader } from "./reader.js";

/** Who the page is made for, for what every page shows of it. */
export const ReaderContext = createContext<Reader | null>(null);
