// The patient of cost.ts in Node: one that writes CALLS times DEPTH functions deep, and prints the mean nanoseconds from one to the next.
import { openSync, writeSync } from "node:fs";
import { join } from "node:path";

const [folder, calls, depth] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const file = openSync(join(folder, "node"), "w");

function call(further) {
  if (further > 0) return call(further - 1) + 0;
  const begin = process.hrtime.bigint();
  for (let i = 0; i < calls; i++) writeSync(file, "x", 0);
  return Number(process.hrtime.bigint() - begin);
}

console.log(call(depth) / calls);
