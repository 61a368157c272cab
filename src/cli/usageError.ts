// What is wrong with the words that the program was called with.

/** The words do not make a command. Its message is shown, with where the help is. */
export class UsageError extends Error {}
