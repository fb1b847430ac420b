/** Where in the code a call was made: from recorded stacks to functions and lines of the repository. Reads executables, runs nothing of them. */
export { Locator } from "./locate.ts";
export { repositoryRoot } from "./repository.ts";
