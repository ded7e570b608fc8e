import { OnCallUnknown, type OnCallAnswer, type OnCallSource } from "../access/ports/on-call-source.js";
import type { Clock } from "../deploys/ports/clock.js";
import { fullName, type Repository } from "../deploys/ports/repository.js";
import { askOnCall, defaultLimits, type OnCallLimits } from "./ask-on-call.js";

/** As the settings name it. */
export interface OnCallAddress {
  /** Lower case, with hyphens: "eu-primary". */
  readonly name: string;
  /** May hold a password. */
  readonly url: string;
  /** "owner/name" or "owner/*", in any case: the repositories whose policies may use it; null: all. */
  readonly repositories: readonly string[] | null;
}

const freshMs = 60_000;
/** Who does not answer is not asked again by every reader of a page. */
const quietMs = 15_000;

interface Remembered {
  readonly answer: Promise<OnCallAnswer>;
  until: number;
}

/** Asks each address at most once at a time and once a minute. */
export function createOnCallSource(options: {
  readonly addresses: readonly OnCallAddress[];
  readonly clock: Clock;
  readonly limits?: OnCallLimits;
}): OnCallSource {
  const { clock, limits = defaultLimits } = options;
  const addresses = new Map(options.addresses.map((address) => [address.name, address]));
  const answers = new Map<string, Remembered>();

  async function ask({ name, url }: OnCallAddress): Promise<OnCallAnswer> {
    const now = clock.now();
    try {
      return { people: await askOnCall(url, now, limits), askedAt: now.toISOString() };
    } catch (error) {
      if (!(error instanceof OnCallUnknown)) throw error;
      throw new OnCallUnknown(`Cannot ask ${name} who is on call: ${error.message}`);
    }
  }

  return {
    async read(source, repository) {
      const name = source.toLowerCase().replaceAll("_", "-");
      const address = addresses.get(name);
      if (address === undefined)
        throw new OnCallUnknown(`Who is on call is not configured: ${variable(name, "URL")} is not set`);
      if (!mayUse(address, repository)) {
        const lacking = `${variable(name, "REPOSITORIES")} does not name ${fullName(repository)}`;
        throw new OnCallUnknown(`Who is on call by ${name} is not for this repository: ${lacking}`);
      }
      const now = clock.now().getTime();
      const known = answers.get(name);
      if (known !== undefined && known.until > now) return known.answer;
      const remembered: Remembered = { answer: ask(address), until: now + freshMs };
      answers.set(name, remembered);
      remembered.answer.catch(() => (remembered.until = clock.now().getTime() + quietMs));
      return remembered.answer;
    },
  };
}

function mayUse({ repositories }: OnCallAddress, repository: Repository): boolean {
  if (repositories === null) return true;
  const names = [fullName(repository), `${repository.owner}/*`].map((name) => name.toLowerCase());
  return repositories.some((allowed) => names.includes(allowed.toLowerCase()));
}

function variable(name: string, part: "URL" | "REPOSITORIES"): string {
  return `ON_CALL_${name.toUpperCase().replaceAll("-", "_")}_${part}`;
}
