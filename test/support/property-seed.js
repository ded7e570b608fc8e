import { randomInt } from "node:crypto";
import fc from "fast-check";

// Whether a change passes depends on the change alone; `PROPERTY_SEED=random` looks where nobody has looked yet, and a
// failure names the seed that repeats it.
const wanted = process.env.PROPERTY_SEED ?? "20261121";
fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  seed: wanted === "random" ? randomInt(2 ** 31) : Number(wanted),
});
