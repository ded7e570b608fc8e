const modules = new Set(
  (
    "logging warnings sys os time json re uuid random string datetime hashlib base64 math itertools functools " +
    "collections decimal copy secrets pathlib pytz dateutil six typing typing_extensions dataclasses enum operator " +
    "pprint textwrap urllib html unicodedata io csv struct zlib pickle traceback contextlib gc inspect locale tqdm abc " +
    "bs4 markdown bleach cryptography packaging numbers fractions statistics zoneinfo calendar ipaddress hmac binascii " +
    "codecs difflib shlex tempfile glob fnmatch types weakref heapq bisect gzip tarfile zipfile yaml slugify lxml " +
    "__future__ rich structlog oslo_log oslo_serialization oslo_utils"
  ).split(" "),
);

/** Run programs, which may do anything. */
const programs = /^os\.(?:system|popen|exec\w+|spawn\w+|posix_spawnp?|fork\w*|startfile)$/;

/** Whether something of Python's own, or of a library that touches no database, is called. */
export function isHarmless(path: string): boolean {
  const module = path.split(".", 1)[0] ?? "";
  return module === "builtins"
    ? /^builtins\.[A-Z]\w*(Error|Exception|Warning|Iteration)$/.test(path)
    : modules.has(module) && !programs.test(path);
}
