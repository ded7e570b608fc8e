import type { Interpreter } from "./interpreter.js";
import { List, Native, Obj, type Value } from "./value.js";

type Helper = (args: readonly Value[], line: number, interpreter: Interpreter) => Value;

const first: Helper = ([value]) => value;

/** What compilers put into a file so that older engines run it: https://github.com/microsoft/tslib */
const helpers: Readonly<Record<string, Helper>> = {
  __importDefault: first,
  __importStar: first,
  _interopRequireDefault: first,
  _interopRequireWildcard: first,
  __awaiter: ([self, , , body], line, interpreter) =>
    interpreter.call({ callee: body, self, args: [], line, name: "an async function" }),
  __spreadArray: ([to, from]) =>
    to instanceof List && from instanceof List ? new List([...to.items, ...from.items]) : from,
  __assign: (args) => new Obj(args.flatMap((part) => (part instanceof Obj ? [...part.entries] : []))),
  __decorate: ([, target]) => target,
  __exportStar: () => undefined,
};

/** A compiler's helper, instead of the code that defines it; null: the name is none. */
export function compilerHelper(name: string, interpreter: Interpreter): Native | null {
  if (!name.startsWith("_") || !Object.hasOwn(helpers, name)) return null;
  const helper = helpers[name];
  return helper === undefined ? null : new Native(name, (args, line) => helper(args, line, interpreter));
}
