/** How long what a source said is good, in milliseconds: many deploys look at it in a row. */
export const freshMs = 5 * 60_000;
