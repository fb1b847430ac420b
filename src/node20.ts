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

function groupBy<K, T>(items: Iterable<T>, keyOf: (item: T, index: number) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index++);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** Gives [promise] and [map] what they lack. */
export function complete(
  promise: { withResolvers?: PromiseConstructor["withResolvers"] },
  map: { groupBy?: MapConstructor["groupBy"] },
): void {
  promise.withResolvers ??= withResolvers;
  map.groupBy ??= groupBy;
}

complete(Promise, Map);
