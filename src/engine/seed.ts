/**
 * Seeds. Everything random in a run draws from one number: run i of a suite from (seed, i), a rule from (that, service, which rule of
 * the service). Equal seeds therefore make equal decisions, and the seed printed with a failure replays it.
 *
 * The mixing function is the finaliser of SplitMix64 (G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", 2014).
 */

const mask64 = (1n << 64n) - 1n;

/** Seeds are shown and typed by people and held in numbers: at most 2^53 - 1. */
export const maxSeed = Number.MAX_SAFE_INTEGER;

function mix(value: bigint): bigint {
  let z = (value + 0x9e3779b97f4a7c15n) & mask64;
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & mask64;
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & mask64;
  return z ^ (z >> 31n);
}

/** The seed of run [index] (from 0); run 0 is the seed itself, so that `--seed` of a printed seed replays it. */
export function seedOfRun(seed: number, index: number): number {
  return index === 0 ? seed : Number(mix(BigInt(seed) ^ mix(BigInt(index))) >> 11n);
}

/** The 64-bit seed of the generator of the [ordinal]th rule applied to [service]. */
export function seedOfRule(seed: number, service: string, ordinal: number): bigint {
  let state = mix(BigInt(seed));
  for (const byte of Buffer.from(service, "utf8")) state = mix(state ^ BigInt(byte));
  return mix(state ^ BigInt(ordinal));
}
