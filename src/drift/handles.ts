/**
 * Handles. A file opened inside a window leaves a line `handle open(append)·write+·fsync /path`: what was done through that one handle, in
 * order, repeats folded. Two handles of one file never mix, which keeps order visible where requests overlap. `close` is not recorded, so a
 * life ends when the next open of the same file is followed by a call on the same descriptor, and with its window.
 */
import type { Call, Event } from "../trace/index.ts";
import type { Classified } from "./classes.ts";

/** Calls in a handle's life before the rest is left out. */
const longestLife = 12;
/** No descriptor has a number as high as this (`NR_OPEN`, linux/fs.h, is 2^20 unless an administrator raised it). */
const mostDescriptors = 2 ** 26;

/** Part of the test: a window, and which opening of one it is. */
export interface Place {
  readonly window: number;
  readonly opened: number;
}

interface Opening extends Place {
  readonly text: string;
  readonly at: number;
}

/** What was done through one handle. */
export interface Life extends Place {
  readonly file: string;
  readonly calls: string[];
  /** The last of them, and whether it has come more than once. */
  last: string;
  repeats: boolean;
  lastAt: number;
}

/** A descriptor of one process that had a life with one file. */
interface Descriptor {
  life: Life;
}

interface File {
  /** Opens whose descriptor was not seen yet. */
  readonly opens: Opening[];
  /** By process and number. */
  readonly descriptors: Map<number, Descriptor>;
}

/** The handles of one service. */
export class Handles {
  readonly #files = new Map<string, File>();
  /** Of all files, in the order in which they were first seen. */
  readonly #descriptors: Descriptor[] = [];

  /** A file was opened, as part of [place]. */
  open({ file, lifeText }: Classified, { seq }: Event, { window, opened }: Place): void {
    if (file !== undefined) this.#file(file).opens.push({ text: lifeText, at: seq, window, opened });
  }

  /** A call was made on an open file that belongs to the opening [belongs] of a window. The life that is thereby over, if one is. */
  use({ file: name, lifeText: text }: Classified, { seq }: Event, { pid, fd = -1 }: Call, belongs: number): Life | undefined {
    if (name === undefined) return undefined;
    const file = this.#file(name);
    const number = pid * mostDescriptors + fd;
    let descriptor = file.descriptors.get(number);
    let over: Life | undefined;
    const [opening] = file.opens;
    if (opening !== undefined && (descriptor === undefined || opening.at > descriptor.life.lastAt)) {
      file.opens.shift();
      over = descriptor?.life;
      const { window, opened, text: last } = opening;
      const life: Life = { window, opened, file: name, calls: [last], last, repeats: false, lastAt: seq };
      if (descriptor !== undefined) descriptor.life = life;
      else {
        descriptor = { life };
        file.descriptors.set(number, descriptor);
        this.#descriptors.push(descriptor);
      }
    }
    if (descriptor === undefined) return undefined;
    descriptor.life.lastAt = seq;
    if (descriptor.life.opened === belongs) goOn(descriptor.life, text);
    return over;
  }

  /** Those that are not over. */
  *left(): Generator<Life, void, void> {
    for (const { life } of this.#descriptors) yield life;
  }

  #file(name: string): File {
    let file = this.#files.get(name);
    if (file === undefined) this.#files.set(name, (file = { opens: [], descriptors: new Map() }));
    return file;
  }
}

function goOn(life: Life, text: string): void {
  const { calls } = life;
  if (life.last === text) {
    if (!life.repeats) calls[calls.length - 1] = `${text}+`;
    life.repeats = true;
  } else if (calls.length <= longestLife) {
    life.last = calls.length < longestLife ? text : "…";
    life.repeats = false;
    calls.push(life.last);
  }
}

/** The class of a life that is over. */
export function lifeClass({ calls, file }: Life): string {
  return `handle ${calls.join("·")} ${file}`;
}
