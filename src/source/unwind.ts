/**
 * From the skeleton of a stack to the functions that were being executed, innermost first.
 *
 * Each step knows the address of the code and where its frame begins, asks the tables of the executable where the frame ends, and finds the
 * return address there. For Go the table is the runtime's own (go.ts), for compiled languages the frame information (cfi.ts). A step made so
 * is *exact*. The frame pointer of the moment of the call is not recorded (the kernel does not tell it), so a function whose frame is
 * measured from it may have an end that is not known at once. Then the stack is searched upwards for what the end of a frame looks like: a
 * saved frame pointer that leads further up, and above it an address of code behind a call instruction. If that instruction calls the very
 * function whose frame it is, the find is exact too. Otherwise it, and all that follows from it, is a guess, and so is what is found where
 * there are no tables at all.
 */
import type { CallStack, Mapping } from "../trace/index.ts";
import { Malformed } from "./bytes.ts";
import { registersOf, type FrameRules, type Saved } from "./cfi.ts";
import type { Module } from "./module.ts";

/** A place in the code. */
export interface Step {
  readonly module: Module | undefined;
  /** In the file of [module], else in memory. It is that of the instruction that was under way, so one less than a return address. */
  readonly address: number;
  /** In memory. */
  readonly pc: number;
  readonly exact: boolean;
  /** It had no frame left: it went on to the function before it as its last act, from where is not known. [address] is where it begins. */
  readonly tail?: true;
}

/** Followed no further: what is of interest is near the call. */
const mostSteps = 128;
/** Where no table helps, a return address is looked for so many bytes up. */
const searchBytes = 4096;
/** So much of a function is looked through for a jump. */
const mostFunctionBytes = 65_536;

/** The executable that holds an address of memory, and where in it; by the mappings of the stack's image. */
export type ModuleOf = (mapping: Mapping) => Module | undefined;

export function unwind(stack: CallStack, moduleOf: ModuleOf): readonly Step[] {
  return new Unwinder(stack, moduleOf).steps();
}

interface Place {
  readonly module: Module | undefined;
  readonly address: number;
}

class Unwinder {
  readonly #stack: CallStack;
  readonly #moduleOf: ModuleOf;
  #pc: number;
  /** Bytes above the stack pointer of the moment of the call. */
  #sp = 0;
  /** The same of the frame pointer; undefined while it is not known. */
  #fp: number | undefined;
  #exact = true;

  constructor(stack: CallStack, moduleOf: ModuleOf) {
    this.#stack = stack;
    this.#moduleOf = moduleOf;
    this.#pc = stack.pc;
  }

  steps(): readonly Step[] {
    const steps: Step[] = [];
    // The first address is behind the instruction that made the call, all others behind one that called.
    let before = 1;
    while (steps.length < mostSteps) {
      const at = this.#pc - before;
      const place = this.#placeOf(at);
      if (!place) break;
      steps.push({ ...place, pc: at, exact: this.#exact });
      const sp = this.#sp;
      const signal = this.#step(place);
      if (signal === undefined || this.#sp <= sp) break;
      // Who was given the signal is not told. If that was not the function found, but one that went on to it as its last act, it left no trace.
      if (signal) this.#exact = false;
      before = signal ? 0 : 1;
      if (!signal) steps.push(...this.#tailCall(place));
    }
    return steps;
  }

  /**
   * The function that was called from where the stack leads to, where that is not the one that was found: compilers turn a call that is the last
   * act of a function into a jump. Between the two there may have been more, of which nothing is left.
   */
  #tailCall({ module, address }: Place): readonly Step[] {
    const target = this.#calledFrom(this.#pc);
    if (target?.kind !== "direct" || target.module.go?.at(target.address)) return [];
    const called = framesAt(target.module, target.address);
    // A stub of the linker's has no function of its own.
    if (called?.start !== target.address || target.module.elf.symbolAt(target.address) === undefined) return [];
    const now = framesAt(module, address);
    if (now === undefined || (module === target.module && now.start === called.start)) return [];
    // Cold parts of functions are kept apart and have frames of their own.
    if (module === target.module && module.elf.symbolAt(now.start)?.name.startsWith(module.elf.symbolAt(called.start)?.name ?? "") === true)
      return [];
    const jump = jumpOutOf(target.module, called);
    if (jump !== undefined) return [{ module: target.module, address: jump, pc: 0, exact: false }];
    return [{ module: target.module, address: target.address, pc: 0, exact: false, tail: true }];
  }

  #placeOf(pc: number): Place | undefined {
    const mapping = this.#stack.image.mappings.find(({ start, end }) => pc >= start && pc < end);
    if (!mapping) return undefined;
    const module = this.#moduleOf(mapping);
    const bias = module?.elf.bias(mapping.start, mapping.offset);
    return module && bias !== undefined ? { module, address: pc + bias } : { module: undefined, address: pc };
  }

  /** Goes to the caller. False, or true when what was left is a signal's frame; undefined at the end of what can be followed. */
  #step({ module, address }: Place): boolean | undefined {
    const go = module?.go?.at(address);
    if (module && go) {
      if (go.top || module.elf.machine !== 62) return go.top ? undefined : this.#search();
      const end = this.#sp + go.frameSize;
      if (go.frameSize >= 8) this.#fp = this.#stack.links.get(end - 8);
      return this.#return(end, end + 8);
    }
    const rules = framesAt(module, address);
    if (!module || !rules) return this.#chained() ?? this.#search();
    const end = this.#endOf(rules, module);
    if (end === undefined) return this.#search(rules.start, module);
    const fp = this.#saved(rules.frame, end, this.#stack.links, this.#fp);
    const at =
      rules.return.kind === "at"
        ? end + rules.return.offset
        : rules.return.kind === "at-stack"
          ? this.#sp + rules.return.offset
          : undefined;
    // The return address was never saved: on AArch64 that is the innermost function, and it is in a register that nobody told.
    if (at === undefined) return rules.return.kind === "same" && this.#sp === 0 ? this.#search() : undefined;
    this.#fp = fp;
    return this.#return(at, end) === undefined ? undefined : rules.signal;
  }

  /** The end of a frame as bytes above the first stack pointer. */
  #endOf(rules: FrameRules, module: Module): number | undefined {
    if ("loadFromStack" in rules.end) return this.#stack.links.get(this.#sp + rules.end.loadFromStack);
    const registers = registersOf[module.elf.machine];
    if (rules.end.register === registers?.stack) return this.#sp + rules.end.offset;
    if (rules.end.register === registers?.frame && this.#fp !== undefined) return this.#fp + rules.end.offset;
    return undefined;
  }

  #saved(saved: Saved, end: number, words: ReadonlyMap<number, number>, now: number | undefined): number | undefined {
    switch (saved.kind) {
      case "same":
        return now;
      case "unknown":
        return undefined;
      case "at":
        return words.get(end + saved.offset);
      case "at-stack":
        return words.get(this.#sp + saved.offset);
    }
  }

  /** Takes the return address at [at]; the caller's stack pointer is [sp]. */
  #return(at: number, sp: number): false | undefined {
    const pc = this.#stack.code.get(at);
    if (pc === undefined) return undefined;
    this.#pc = pc;
    this.#sp = sp;
    return false;
  }

  /** Follows the frame pointer, where it is known: code without tables that is made at run time mostly keeps it. */
  #chained(): false | undefined {
    const fp = this.#fp;
    if (fp === undefined || fp < this.#sp || !this.#stack.code.has(fp + 8)) return undefined;
    this.#exact = false;
    this.#fp = this.#stack.links.get(fp);
    return this.#return(fp + 8, fp + 16);
  }

  /** Looks for the end of the frame of the function that begins at [start] of [module], if that is known. */
  #search(start?: number, module?: Module): false | undefined {
    let guess: number | undefined;
    for (const [at, pc] of this.#stack.code) {
      if (at < this.#sp) continue;
      if (at > this.#sp + searchBytes && start === undefined) break;
      const target = this.#calledFrom(pc);
      if (target === undefined) continue;
      const link = this.#stack.links.get(at - 8);
      if (start !== undefined && target.kind === "direct" && target.module === module && target.address === start) {
        this.#fp = link;
        return this.#return(at, at + 8);
      }
      const chained = link !== undefined && link > at && this.#stack.code.has(link + 8);
      // A call of another function is the trace of a call that has returned, unless that one has gone on to this one (a tail call).
      if (guess === undefined && (chained || start === undefined)) guess = at;
    }
    if (guess === undefined) return undefined;
    this.#exact = false;
    this.#fp = this.#stack.links.get(guess - 8);
    return this.#return(guess, guess + 8);
  }

  /** What the instruction before [pc] calls, where it is one that calls. */
  #calledFrom(pc: number): { kind: "direct"; module: Module; address: number } | { kind: "indirect" } | undefined {
    const place = this.#placeOf(pc - 1);
    if (!place) return undefined;
    const { module } = place;
    if (!module) return { kind: "indirect" }; // made at run time: its instructions are not in any file
    const address = place.address + 1;
    try {
      const code = module.elf.at(address - 8, 8);
      if (module.elf.machine === 183) {
        const word = code.u32(4);
        if (word >>> 26 === 0b100101) return { kind: "direct", module, address: address - 4 + ((word << 6) >> 4) };
        return (word & 0xfffffc1f) >>> 0 === 0xd63f0000 ? { kind: "indirect" } : undefined;
      }
      if (code.u8(3) === 0xe8) return { kind: "direct", module, address: address + code.i32(4) };
      // ff /2 with each length of address: register, memory, with displacement of one or four bytes, with and without index.
      for (const length of [2, 3, 4, 6, 7]) {
        const at = 8 - length;
        if (code.u8(at) === 0xff && (code.u8(at + 1) & 0x38) === 0x10) return { kind: "indirect" };
      }
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
    }
    return undefined;
  }
}

function framesAt(module: Module | undefined, address: number): FrameRules | undefined {
  try {
    return module?.frames?.at(address);
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

/**
 * The only jump of a function to another one, where there is only one: what it did as its last act. Bytes that look like such a jump count if
 * they lead to where a function begins, to the linker's stubs, or through a pointer.
 */
function jumpOutOf({ elf, frames }: Module, { start, stop }: FrameRules): number | undefined {
  const found: number[] = [];
  const leads = (to: number): boolean => {
    if (to >= start && to < stop) return false;
    if (elf.sections.some(({ name, address, size }) => name.startsWith(".plt") && to >= address && to < address + size)) return true;
    return frames?.at(to)?.start === to;
  };
  try {
    const code = elf.at(start, Math.min(stop - start, mostFunctionBytes));
    if (elf.machine === 183) {
      for (let at = 0; at + 4 <= code.length; at += 4) {
        const word = code.u32(at);
        if (word >>> 26 === 0b000101 && leads(start + at + ((word << 6) >> 4))) found.push(start + at);
      }
    } else {
      for (let at = 0; at + 5 <= code.length; at++) {
        if (code.u8(at) === 0xe9 && leads(start + at + 5 + code.i32(at + 1))) found.push(start + at);
        else if (code.u8(at) === 0xff && code.u8(at + 1) === 0x25) found.push(start + at);
      }
    }
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
  }
  return found.length === 1 ? found[0] : undefined;
}
