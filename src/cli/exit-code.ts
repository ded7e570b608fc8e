/** What the command's exit status says (contract 5.1). `unclear` covers "could not tell" and wrong usage. */
export const exitCode = { success: 0, failure: 1, unclear: 2 } as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
