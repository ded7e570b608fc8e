export { Scope } from "./value.js";
