/** The exit codes of the command line: a contract; `cli.ts` says what each means for which command. */
export const exitCodes = { passed: 0, unusable: 1, failed: 2, inconclusive: 3, drift: 3, different: 2, interrupted: 130 } as const;
