/**
 * What Node 20 lacks and this program uses. The Action runs on Node 24; the command line also on machines whose Node is older, so its entry
 * imports this first.
 */
function withResolvers<T>(): PromiseWithResolvers<T> {
  let resolve: PromiseWithResolvers<T>["resolve"] = () => undefined;
  let reject: PromiseWithResolvers<T>["reject"] = () => undefined;
  const promise = new Promise<T>((resolved, rejected) => {
    resolve = resolved;
    reject = rejected;
  });
  return { promise, resolve, reject };
}

/** Gives [promise] what it lacks. */
export function complete(promise: { withResolvers?: PromiseConstructor["withResolvers"] }): void {
  promise.withResolvers ??= withResolvers;
}

complete(Promise);
