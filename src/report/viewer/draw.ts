/// <reference lib="dom" />
/**
 * Draws the diagram: lanes from left to right, time downwards, the two recordings side by side or laid over each other. Only what is in
 * the window is drawn, on one canvas that stays in place while a tall empty element scrolls; the cost of a frame depends on the window and
 * not on the log.
 *
 * A difference is told by three things at once, so that none of them is needed: a band of its colour, a sign in the margin (+ for what only
 * this run does, − for what only the baseline did) and the shape of its mark; where a side has nothing, its place is hatched. What differs
 * between these two recordings, but differs from run to run anyway, is no difference: it has the sign ~ and stands back.
 */
import { Kind, lookOf, type Look } from "./data.ts";
import type { Fold, SideName, TestView, Trace } from "./model.ts";

export type Layout = "sides" | "overlay" | "base" | "head";

export interface Place {
  readonly side: SideName;
  readonly event: number;
}

export interface Scene {
  readonly view: TestView;
  readonly layout: Layout;
  /** `order`: a line an event; `time`: true distances, [scale] pixels a millisecond. */
  readonly axis: "order" | "time";
  readonly rowHeight: number;
  readonly scale: number;
  readonly hiddenLanes: ReadonlySet<number>;
  readonly selected: Place | undefined;
  readonly hovered: Place | undefined;
  readonly finding: number | undefined;
}

interface Pane {
  readonly sides: readonly SideName[];
  readonly left: number;
  readonly width: number;
}

/** Width of the margin with the time and the sign. */
const margin = 78;
const font = "12px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace";
const smallFont = "10.5px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace";
/** Arrows longer than this many events are kept apart, so that those of a window are found without looking at all of them. */
const longArrow = 400;
/** Elements cannot be taller than about 33 million pixels in Chromium, 17 million in Firefox; beyond, lines get thinner. */
const tallest = 15_000_000;
const padding = 14;
/** Where time 0 is when distances are true. */
const timeTop = 24;
/** Lanes stand no farther apart than this, and labels of more letters do not push them closer together. */
const widestPitch = 220;
const longestLabel = 46;
/** Labels looked at for the width they need; the others are like them. */
const measured = 2000;

export class Diagram {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  #colors: Readonly<Record<string, string>> = {};
  #scene: Scene | undefined;
  #panes: readonly Pane[] = [];
  #lanes: readonly number[] = [];
  #scroll = 0;
  #height = 0;
  readonly #letters = new WeakMap<Int32Array, number>();
  #long = new WeakMap<Trace, readonly { readonly from: number; readonly to: number }[]>();

  constructor(canvas: HTMLCanvasElement) {
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("this browser has no canvas");
    this.#canvas = canvas;
    this.#context = context;
    this.readColors();
  }

  /** Takes the colours from the page's style; to be called when the theme changes. */
  readColors(): void {
    const computed = getComputedStyle(document.documentElement);
    const names = [
      "paper",
      "ink",
      "soft",
      "faint",
      "line",
      "added",
      "added-band",
      "removed",
      "removed-band",
      "bad",
      "bad-band",
      "wait",
      "wait-band",
      "select",
      "focus",
    ];
    this.#colors = Object.fromEntries(names.map((name) => [name, computed.getPropertyValue(`--${name}`).trim()]));
  }

  #color(name: string): string {
    return this.#colors[name] ?? "#888";
  }

  /** How tall the whole diagram is, in pixels. */
  contentHeight(scene: Scene): number {
    if (scene.axis === "order") return Math.min(tallest, scene.view.items.length * lineHeight(scene)) + 2 * padding;
    const last = (trace: Trace | undefined): number => trace?.atNs[trace.length - 1] ?? 0;
    return Math.min(tallest, (Math.max(last(scene.view.base), last(scene.view.head)) / 1e6) * timeScale(scene)) + 60;
  }

  /** Where an item's line begins in the whole diagram, when lines are in order. */
  topOf(scene: Scene, item: number): number {
    return padding + item * lineHeight(scene);
  }

  /** The vertical centre of an event in the whole diagram, or undefined when it is not shown. */
  yOf(scene: Scene, side: SideName, event: number): number | undefined {
    const row = scene.view.rowOf[side][event] ?? -1;
    const item = scene.view.itemOf[row] ?? -1;
    if (item < 0) return undefined;
    if (scene.axis === "order") return padding + (item + 0.5) * lineHeight(scene);
    return timeTop + ((scene.view.side(side)?.atNs[event] ?? 0) / 1e6) * timeScale(scene);
  }

  /** Draws what lies between [scroll] and [scroll] + [height]. */
  draw(scene: Scene, scroll: number, width: number, height: number, ratio = window.devicePixelRatio || 1): void {
    this.#scroll = scroll;
    this.#height = height;
    this.#arrange(scene, width);
    const [pixelWidth, pixelHeight] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (this.#canvas.width !== pixelWidth || this.#canvas.height !== pixelHeight) {
      this.#canvas.width = pixelWidth;
      this.#canvas.height = pixelHeight;
      this.#canvas.style.width = `${width}px`;
      this.#canvas.style.height = `${height}px`;
    }
    const context = this.#context;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = this.#color("paper");
    context.fillRect(0, 0, width, height);
    context.textBaseline = "middle";

    const visible = this.#visible(scene);
    if (scene.axis === "order") this.#bands(scene);
    else this.#ticks(scene);
    this.#laneLines();
    this.#arrows(scene, visible);
    if (scene.axis === "order") this.#foldTexts(scene);
    for (const { side, event, pane } of visible.places) this.#event(scene, pane, side, event);
    if (scene.axis === "time") this.#labelsWhereRoom(scene, visible.places);
  }

  #arrange(scene: Scene, width: number): void {
    this.#scene = scene;
    this.#panes = panes(scene, width);
    this.#lanes = scene.view.test.lanes.map((_name, index) => index).filter((lane) => !scene.hiddenLanes.has(lane));
  }

  /** Where the lanes stand: for their names above the diagram. */
  laneHeads(scene: Scene, width: number): readonly { readonly lane: number; readonly left: number; readonly pane: number }[] {
    this.#arrange(scene, width);
    return this.#panes.flatMap((pane, index) => this.#lanes.map((lane) => ({ lane, left: this.#x(pane, lane), pane: index })));
  }

  /** Pixels a millisecond with which the whole test fits into [height]. */
  fittingScale(scene: Scene, height: number): number {
    const last = (trace: Trace | undefined): number => trace?.atNs[trace.length - 1] ?? 0;
    return (height - 70) / Math.max(0.001, Math.max(last(scene.view.base), last(scene.view.head)) / 1e6);
  }

  /** The parts of the diagram from left to right, for their titles. */
  paneBounds(
    scene: Scene,
    width: number,
  ): readonly { readonly sides: readonly SideName[]; readonly left: number; readonly width: number }[] {
    return panes(scene, width);
  }

  /** What is at a point of the window: an event, a fold's number, or nothing. */
  at(x: number, y: number): Place | { readonly fold: number } | undefined {
    const scene = this.#scene;
    const pane = this.#panes.find(({ left, width }) => x >= left && x < left + width);
    if (scene === undefined || pane === undefined) return undefined;
    if (scene.axis === "order") {
      const item = scene.view.items[Math.floor((y + this.#scroll - padding) / lineHeight(scene))];
      if (item === undefined) return undefined;
      if (item < 0) return { fold: -1 - item };
      for (const side of [...pane.sides].reverse()) {
        const event = scene.view.event(item, side);
        if (event >= 0 && this.#laneShown(scene, side, event)) return { side, event };
      }
      return undefined;
    }
    let best: (Place & { readonly distance: number }) | undefined;
    for (const place of this.#visible(scene).places) {
      if (place.pane !== pane) continue;
      const lane = scene.view.side(place.side)?.lane(place.event) ?? 0;
      const dy = (this.yOf(scene, place.side, place.event) ?? Number.NaN) - this.#scroll - y;
      const distance = Math.hypot(dy, (this.#x(pane, lane) - x) / 6);
      if (distance < 30 && (best === undefined || distance < best.distance)) best = { side: place.side, event: place.event, distance };
    }
    return best;
  }

  #laneShown(scene: Scene, side: SideName, event: number): boolean {
    return !scene.hiddenLanes.has(scene.view.side(side)?.lane(event) ?? 0);
  }

  #x(pane: Pane, lane: number): number {
    return pane.left + margin + 10 + Math.max(0, this.#lanes.indexOf(lane)) * this.#pitch(pane);
  }

  /**
   * Labels stand to the right of their marks, so lanes stand as close to each other as their names allow where that gives the last
   * lane's labels room.
   */
  #pitch(pane: Pane): number {
    const scene = this.#scene;
    const count = this.#lanes.length;
    if (scene === undefined || count < 2) return 0;
    const room = pane.width - margin - 22;
    const letter = this.#letter();
    const names = Math.max(7, ...this.#lanes.map((lane) => scene.view.test.lanes[lane]?.length ?? 0)) * letter + 14;
    const afterLabels = (room - this.#labelLetters(scene) * letter - 16) / (count - 1);
    return Math.min(room / (count + 0.5), widestPitch, Math.max(names, afterLabels));
  }

  #letter(): number {
    this.#context.font = font;
    return this.#context.measureText("0").width;
  }

  /** Letters of the longest label on display, pills included. */
  #labelLetters(scene: Scene): number {
    const { view } = scene;
    let letters = this.#letters.get(view.items);
    if (letters === undefined) {
      letters = 0;
      for (let item = 0; item < Math.min(measured, view.items.length); item++) {
        const row = view.items[item] ?? -1;
        for (const side of ["base", "head"] as const) {
          const event = row < 0 ? -1 : view.event(row, side);
          const trace = view.side(side);
          if (trace === undefined || event < 0 || trace.kind(event) === Kind.violation) continue;
          const [pill = ""] = pillTexts(trace, event);
          letters = Math.max(letters, trace.label(event).length + (pill === "" ? 0 : pill.length + 2));
        }
      }
      this.#letters.set(view.items, letters);
    }
    return Math.min(letters, longestLabel);
  }

  /** The events in the window, and for each side the range of the log that lies in it. */
  #visible(scene: Scene): {
    readonly places: readonly (Place & { readonly pane: Pane })[];
    readonly ranges: ReadonlyMap<SideName, readonly [number, number]>;
  } {
    const places: (Place & { pane: Pane })[] = [];
    const ranges = new Map<SideName, [number, number]>();
    const add = (pane: Pane, side: SideName, event: number): void => {
      const range = ranges.get(side);
      if (range === undefined) ranges.set(side, [event, event]);
      else ranges.set(side, [Math.min(range[0], event), Math.max(range[1], event)]);
      if (this.#laneShown(scene, side, event)) places.push({ pane, side, event });
    };
    for (const pane of this.#panes) {
      if (scene.axis === "order") {
        const [first, last] = this.#window(scene);
        for (let item = first; item <= last; item++) {
          const row = scene.view.items[item] ?? -1;
          if (row < 0) continue;
          const here = pane.sides.filter((side) => scene.view.event(row, side) >= 0);
          for (const side of here) {
            // Laid over each other, an event that both have is drawn once.
            if (pane.sides.length === 2 && here.length === 2 && side === "base") continue;
            add(pane, side, scene.view.event(row, side));
          }
        }
      } else {
        for (const side of pane.sides) {
          const trace = scene.view.side(side);
          if (trace === undefined) continue;
          const from = ((this.#scroll - 60) / timeScale(scene)) * 1e6;
          const to = ((this.#scroll + this.#height + 20) / timeScale(scene)) * 1e6;
          for (let event = firstAtOrAfter(trace.atNs, from); event < trace.length && (trace.atNs[event] ?? 0) <= to; event++) {
            if ((scene.view.itemOf[scene.view.rowOf[side][event] ?? -1] ?? -1) >= 0) add(pane, side, event);
          }
        }
      }
    }
    return { places, ranges };
  }

  #window(scene: Scene): readonly [number, number] {
    const height = lineHeight(scene);
    const first = Math.max(0, Math.floor((this.#scroll - padding) / height) - 1);
    return [first, Math.min(scene.view.items.length - 1, Math.ceil((this.#scroll + this.#height) / height) + 1)];
  }

  /** How loudly an event is shown as different: 2 part of a finding, 1 only in this recording, 0 not. */
  #emphasis(scene: Scene, side: SideName, event: number): 0 | 1 | 2 {
    if (scene.view.findings[side].has(event)) return 2;
    return !scene.view.test.compared && scene.view.alone(side, event) ? 1 : 0;
  }

  /** Only in this recording, while many runs say that it is so now and then. */
  #varies(scene: Scene, side: SideName, event: number): boolean {
    return scene.view.test.compared && scene.view.alone(side, event) && !scene.view.findings[side].has(event);
  }

  #bands(scene: Scene): void {
    const context = this.#context;
    const height = lineHeight(scene);
    const [first, last] = this.#window(scene);
    for (let item = first; item <= last; item++) {
      const row = scene.view.items[item] ?? -1;
      const top = padding + item * height - this.#scroll;
      if (row < 0) {
        context.fillStyle = this.#color("faint");
        for (const pane of this.#panes) context.fillRect(pane.left + 1, top + 2, pane.width - 2, height - 4);
        continue;
      }
      for (const pane of this.#panes) {
        for (const side of ["base", "head"] as const) {
          const event = scene.view.event(row, side);
          if (event < 0) continue;
          const emphasis = this.#emphasis(scene, side, event);
          const inFocus = scene.finding !== undefined && scene.view.findings[side].get(event) === scene.finding;
          const trace = scene.view.side(side);
          if (pane.sides.includes(side)) {
            if (trace?.kind(event) === Kind.violation) this.#band(pane, top, height, "bad-band", "bad");
            else if (emphasis === 2)
              this.#band(pane, top, height, side === "head" ? "added-band" : "removed-band", side === "head" ? "added" : "removed");
            if (inFocus) {
              context.strokeStyle = this.#color(side === "head" ? "added" : "removed");
              context.lineWidth = 1;
              context.strokeRect(pane.left + 0.5, top + 0.5, pane.width - 1, height - 1);
            }
          } else if (emphasis === 2 && scene.view.event(row, pane.sides[0] ?? "head") < 0) {
            this.#absence(pane, top, height, side);
          }
          if (isPlace(scene.selected, side, event) && pane.sides.includes(side)) {
            context.fillStyle = this.#color("select");
            context.fillRect(pane.left, top, pane.width, height);
          } else if (isPlace(scene.hovered, side, event) && pane.sides.includes(side) && emphasis < 2) {
            context.fillStyle = this.#color("faint");
            context.fillRect(pane.left, top, pane.width, height);
          }
        }
      }
    }
  }

  #band(pane: Pane, top: number, height: number, color: string, edge: string): void {
    this.#context.fillStyle = this.#color(color);
    this.#context.fillRect(pane.left, top, pane.width, height);
    this.#context.fillStyle = this.#color(edge);
    this.#context.fillRect(pane.left, top, 4, height);
  }

  /** The hatched place of what the other side does here and this side does not. */
  #absence(pane: Pane, top: number, height: number, side: SideName): void {
    const context = this.#context;
    context.save();
    context.beginPath();
    context.rect(pane.left, top, pane.width, height);
    context.clip();
    context.strokeStyle = this.#color("line");
    context.lineWidth = 1;
    context.beginPath();
    for (let x = pane.left - height; x < pane.left + pane.width; x += 7) {
      context.moveTo(x, top + height);
      context.lineTo(x + height, top);
    }
    context.stroke();
    if (height >= 15) {
      const text = side === "head" ? "not in the baseline" : "no longer here";
      context.font = smallFont;
      const width = context.measureText(text).width;
      const left = pane.left + margin + 10;
      context.fillStyle = this.#color("paper");
      context.fillRect(left - 4, top + 2, width + 8, height - 4);
      context.fillStyle = this.#color("soft");
      context.fillText(text, left, top + height / 2);
    }
    context.restore();
  }

  /** The scale of true time: a line and its milliseconds at round distances. */
  #ticks(scene: Scene): void {
    const context = this.#context;
    const scale = timeScale(scene);
    const decade = 10 ** Math.ceil(Math.log10(28 / scale));
    const step = [decade / 5, decade / 2, decade].find((candidate) => candidate * scale >= 28) ?? decade;
    context.font = smallFont;
    context.textAlign = "right";
    for (let tick = Math.max(0, Math.floor((this.#scroll - timeTop) / scale / step)); ; tick++) {
      const y = timeTop + tick * step * scale - this.#scroll;
      if (y > this.#height) break;
      context.fillStyle = this.#color("faint");
      context.fillRect(0, Math.round(y), this.#canvas.clientWidth, 1);
      context.fillStyle = this.#color("soft");
      for (const pane of this.#panes) context.fillText(String(Number((tick * step).toPrecision(6))), pane.left + margin - 24, y);
    }
    context.textAlign = "left";
  }

  #laneLines(): void {
    const context = this.#context;
    context.strokeStyle = this.#color("line");
    context.lineWidth = 1;
    context.beginPath();
    for (const pane of this.#panes) {
      for (const lane of this.#lanes) {
        const x = Math.round(this.#x(pane, lane)) + 0.5;
        context.moveTo(x, 0);
        context.lineTo(x, this.#height);
      }
      if (pane.left > 0) {
        context.moveTo(pane.left - 0.5, 0);
        context.lineTo(pane.left - 0.5, this.#height);
      }
    }
    context.stroke();
  }

  #arrows(scene: Scene, visible: { readonly ranges: ReadonlyMap<SideName, readonly [number, number]> }): void {
    const context = this.#context;
    for (const pane of this.#panes) {
      for (const side of pane.sides) {
        const trace = scene.view.side(side);
        const range = visible.ranges.get(side);
        if (trace === undefined || range === undefined) continue;
        for (const { from, to } of this.#arrowsNear(trace, range)) {
          if (!this.#laneShown(scene, side, from) || !this.#laneShown(scene, side, to)) continue;
          const [fromRow, toRow] = [scene.view.rowOf[side][from] ?? -1, scene.view.rowOf[side][to] ?? -1];
          const shared = scene.view.event(fromRow, "head") >= 0 && scene.view.event(toRow, "head") >= 0;
          if (pane.sides.length === 2 && side === "base" && shared) continue;
          const [fromY, toY] = [this.yOf(scene, side, from), this.yOf(scene, side, to)];
          if (fromY === undefined || toY === undefined || (fromY === toY && scene.axis === "order")) continue;
          const touched = isPlace(scene.selected, side, from) || isPlace(scene.selected, side, to);
          const strong = this.#emphasis(scene, side, from) === 2 || this.#emphasis(scene, side, to) === 2;
          context.globalAlpha = this.#nearSelection(scene, side, from, to) ? 1 : 0.2;
          context.strokeStyle = context.fillStyle = this.#color(
            touched ? "ink" : strong ? (side === "head" ? "added" : "removed") : "soft",
          );
          context.lineWidth = touched || strong ? 1.6 : 1;
          context.setLineDash(side === "base" && pane.sides.length === 2 ? [4, 3] : []);
          this.#arrow(this.#x(pane, trace.lane(from)), fromY - this.#scroll, this.#x(pane, trace.lane(to)), toY - this.#scroll);
        }
      }
    }
    context.setLineDash([]);
    context.globalAlpha = 1;
  }

  #arrowsNear(trace: Trace, [first, last]: readonly [number, number]): readonly { readonly from: number; readonly to: number }[] {
    let long = this.#long.get(trace);
    if (long === undefined) {
      long = trace.arrows.filter(({ from, to }) => to - from > longArrow);
      this.#long.set(trace, long);
    }
    const found = long.filter(({ from, to }) => from <= last && to >= first);
    let [low, high] = [0, trace.arrows.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((trace.arrows[middle]?.to ?? 0) < first) low = middle + 1;
      else high = middle;
    }
    for (let at = low; at < trace.arrows.length; at++) {
      const arrow = trace.arrows[at];
      if (arrow === undefined || arrow.to > last + longArrow) break;
      if (arrow.from <= last && arrow.to - arrow.from <= longArrow) found.push(arrow);
    }
    return found;
  }

  #arrow(fromX: number, fromY: number, toX: number, toY: number): void {
    const context = this.#context;
    const angle = Math.atan2(toY - fromY, toX - fromX);
    const [endX, endY] = [toX - 5 * Math.cos(angle), toY - 5 * Math.sin(angle)];
    context.beginPath();
    context.moveTo(fromX, fromY);
    context.lineTo(endX, endY);
    context.stroke();
    context.beginPath();
    context.moveTo(endX + 2 * Math.cos(angle), endY + 2 * Math.sin(angle));
    context.lineTo(endX - 6 * Math.cos(angle - 0.45), endY - 6 * Math.sin(angle - 0.45));
    context.lineTo(endX - 6 * Math.cos(angle + 0.45), endY - 6 * Math.sin(angle + 0.45));
    context.fill();
  }

  /** Whether something belongs to the past or future of what is selected; everything does when nothing is. */
  #nearSelection(scene: Scene, side: SideName, ...events: readonly number[]): boolean {
    const selected = scene.selected;
    if (selected === undefined || selected.side !== side) return true;
    const trace = scene.view.side(side);
    return events.every((event) => event === selected.event || trace?.relation(selected.event, event) !== 0);
  }

  #event(scene: Scene, pane: Pane, side: SideName, event: number): void {
    const context = this.#context;
    const trace = scene.view.side(side);
    const yInAll = this.yOf(scene, side, event);
    if (trace === undefined || yInAll === undefined) return;
    const x = this.#x(pane, trace.lane(event));
    const y = yInAll - this.#scroll;
    const kind = trace.kind(event);
    const emphasis = this.#emphasis(scene, side, event);
    const height = scene.axis === "order" ? lineHeight(scene) : 14;
    const removed = side === "base" && emphasis > 0;
    const varies = this.#varies(scene, side, event);
    const alpha = this.#nearSelection(scene, side, event) ? (varies ? 0.6 : 1) : 0.3;
    context.globalAlpha = alpha;

    const look = lookOf(kind);
    const color = colorOf(look, emphasis, side);
    const waited = (trace.packed.waitMs[event] ?? 0) * timeScale(scene);
    if (scene.axis === "time" && waited > 1) {
      context.fillStyle = this.#color("wait");
      context.globalAlpha *= 0.45;
      context.fillRect(x - 2, y - waited, 4, waited);
      context.globalAlpha = alpha;
    }
    if (scene.axis === "time" && (isPlace(scene.selected, side, event) || isPlace(scene.hovered, side, event))) {
      context.strokeStyle = this.#color("focus");
      context.lineWidth = 2;
      context.beginPath();
      context.arc(x, y, 9, 0, 7);
      context.stroke();
    }
    this.#mark(look, x, y, this.#color(color), removed, Math.min(5, Math.max(1.5, height / 4)));

    if (scene.axis === "order" && height >= 13) {
      context.font = smallFont;
      context.textAlign = "right";
      context.fillStyle = this.#color("soft");
      context.fillText(milliseconds(trace.atNs[event] ?? 0), pane.left + margin - 24, y);
      context.textAlign = "left";
      const sign = varies
        ? "~"
        : emphasis === 0
          ? ""
          : trace.standing(event) === 2
            ? side === "head"
              ? "+"
              : "−"
            : trace.standing(event) === 1
              ? "↕"
              : "•";
      if (sign !== "") {
        context.font = `bold 14px ${font.slice(5)}`;
        context.fillStyle = this.#color(emphasis === 2 ? (side === "head" ? "added" : "removed") : "soft");
        context.fillText(sign, pane.left + margin - 18, y);
      }
    }
    if (scene.axis === "time" && emphasis === 2) {
      context.font = `bold 14px ${font.slice(5)}`;
      context.fillStyle = this.#color(side === "head" ? "added" : "removed");
      context.fillText(side === "head" ? "+" : "−", x - 17, y);
    }
    if (scene.axis === "order" && height >= 13) this.#label(pane, trace, event, x, y, color, emphasis, removed, true);
    context.globalAlpha = 1;
  }

  /** With true distances labels would lie upon each other: what says most is written first, and the rest where there is room left. */
  #labelsWhereRoom(scene: Scene, places: readonly (Place & { readonly pane: Pane })[]): void {
    const weight = ({ side, event }: Place): number => {
      const kind = scene.view.side(side)?.kind(event) ?? Kind.call;
      if (isPlace(scene.selected, side, event) || kind === Kind.violation || this.#emphasis(scene, side, event) === 2) return 0;
      return lookOf(kind).fault ? 1 : lookOf(kind).telling ? 2 : kind === Kind.life ? 3 : 4;
    };
    const taken = new Occupied();
    const shown = places.flatMap((place) => {
      const trace = scene.view.side(place.side);
      const y = this.yOf(scene, place.side, place.event);
      if (trace === undefined || y === undefined) return [];
      return [{ ...place, trace, x: this.#x(place.pane, trace.lane(place.event)), y: y - this.#scroll, weight: weight(place) }];
    });
    // Marks that tell something are not written over.
    for (const { x, y, weight } of shown) if (weight < 3) taken.take(x - 6, x + 6, y);
    for (const { side, event, pane, trace, x, y } of shown.sort((a, b) => a.weight - b.weight || a.event - b.event)) {
      const look = lookOf(trace.kind(event));
      const emphasis = this.#emphasis(scene, side, event);
      this.#context.globalAlpha = this.#nearSelection(scene, side, event) ? 1 : 0.3;
      this.#label(pane, trace, event, x, y, colorOf(look, emphasis, side), emphasis, side === "base" && emphasis > 0, false, taken);
    }
    this.#context.globalAlpha = 1;
  }

  #mark({ mark }: Look, x: number, y: number, color: string, hollow: boolean, size: number): void {
    const context = this.#context;
    context.fillStyle = color;
    context.strokeStyle = color;
    context.lineWidth = 1.6;
    context.beginPath();
    switch (mark) {
      case "cross":
        context.lineWidth = 2.2;
        context.moveTo(x - size, y - size);
        context.lineTo(x + size, y + size);
        context.moveTo(x + size, y - size);
        context.lineTo(x - size, y + size);
        context.stroke();
        return;
      case "hourglass":
        context.moveTo(x - size, y - size - 1);
        context.lineTo(x + size, y - size - 1);
        context.lineTo(x - size, y + size + 1);
        context.lineTo(x + size, y + size + 1);
        context.closePath();
        break;
      case "square":
        context.rect(x - size, y - size, 2 * size, 2 * size);
        break;
      case "diamond":
        context.moveTo(x, y - size - 2);
        context.lineTo(x + size + 2, y);
        context.lineTo(x, y + size + 2);
        context.lineTo(x - size - 2, y);
        context.closePath();
        break;
      case "ring":
        context.arc(x, y, size * 0.8, 0, 7);
        context.fillStyle = this.#color("paper");
        context.fill();
        context.stroke();
        return;
      case "dot":
        context.arc(x, y, size * 0.9, 0, 7);
    }
    if (hollow) {
      context.fillStyle = this.#color("paper");
      context.fill();
      context.stroke();
    } else context.fill();
  }

  #label(
    pane: Pane,
    trace: Trace,
    event: number,
    x: number,
    y: number,
    color: string,
    emphasis: number,
    removed: boolean,
    ordered: boolean,
    taken?: Occupied,
  ): void {
    const context = this.#context;
    context.font = emphasis === 2 || trace.kind(event) === Kind.send || trace.kind(event) === Kind.receive ? `bold ${font}` : font;
    const letter = context.measureText("0").width;
    const label = trace.label(event);
    const right = pane.left + pane.width - 8 - (x + 12);
    const left = x - 12 - (pane.left + margin);
    // What the label leaves no room for, the pill says more shortly.
    const width = (text: string): number => (text === "" ? 0 : text.length * letter + 16);
    const pills = pillTexts(trace, event);
    const pill = pills.find((text) => label.length * letter + width(text) <= Math.max(left, right)) ?? pills.at(-1) ?? "";
    const pillWidth = width(pill);
    // Beginnings one below the other read best, so a label stands on the left only where that saves it from being cut.
    const whole = label.length * letter + pillWidth;
    const toLeft = whole > right && (whole <= left || left > 1.5 * right);
    const room = (toLeft ? left : right) - pillWidth;
    const text = shortened(label, Math.floor(room / letter));
    const textWidth = text.length * letter;
    let start = toLeft ? x - 12 - textWidth - pillWidth : x + 12;
    if (taken !== undefined) {
      const width = textWidth + pillWidth;
      const places = [x + 12, x - 12 - width].filter((from) => from >= pane.left + margin - 20 && from + width <= pane.left + pane.width);
      const free = places.find((from) => taken.free(from, from + width, y));
      if (free === undefined) return;
      start = free;
      taken.take(start - 4, start + width + 4, y);
    }
    if (taken !== undefined) {
      // Arrows run level where time is true, and would strike the text through.
      context.fillStyle = this.#color("paper");
      context.fillRect(start - 2, y - 7, textWidth + 4, 14);
    }
    if (text !== "") {
      context.strokeStyle = this.#color(
        trace.kind(event) === Kind.violation ? "bad-band" : emphasis === 2 && ordered ? (removed ? "removed-band" : "added-band") : "paper",
      );
      context.lineWidth = 4;
      context.lineJoin = "round";
      context.strokeText(text, start, y);
      context.fillStyle = this.#color(
        emphasis === 2 ? (removed ? "removed" : "added") : color === "soft" || color === "bad" ? color : "ink",
      );
      context.fillText(text, start, y);
    }
    if (pill !== "" && room > 0) {
      context.font = font;
      const pillLeft = start + textWidth + 6;
      const bad = lookOf(trace.kind(event)).color === "bad";
      context.fillStyle = this.#color(bad ? "bad-band" : "wait-band");
      context.beginPath();
      context.roundRect(pillLeft, y - 8, pillWidth - 8, 16, 4);
      context.fill();
      context.fillStyle = this.#color(bad ? "bad" : "wait");
      context.fillText(pill, pillLeft + 4, y);
    }
  }

  #foldTexts(scene: Scene): void {
    const context = this.#context;
    const height = lineHeight(scene);
    if (height < 13) return;
    const [first, last] = this.#window(scene);
    for (let item = first; item <= last; item++) {
      const fold = scene.view.folds[-1 - (scene.view.items[item] ?? 0)];
      if (fold === undefined) continue;
      const y = padding + (item + 0.5) * height - this.#scroll;
      for (const pane of this.#panes) {
        context.font = smallFont;
        context.strokeStyle = this.#color("faint");
        context.lineWidth = 4;
        context.lineJoin = "round";
        context.fillStyle = this.#color("soft");
        const text = foldText(fold, scene.view);
        context.strokeText(text, pane.left + margin + 22, y);
        context.fillText(text, pane.left + margin + 22, y);
      }
    }
  }
}

/** Stretches of lines that have something written on them. */
class Occupied {
  readonly #lines = new Map<number, [number, number][]>();

  #near(y: number): readonly number[] {
    const line = Math.floor(y / 8);
    return [line - 1, line, line + 1];
  }

  free(from: number, to: number, y: number): boolean {
    return this.#near(y).every((line) => (this.#lines.get(line) ?? []).every(([start, end]) => end <= from || start >= to));
  }

  take(from: number, to: number, y: number): void {
    const line = Math.floor(y / 8);
    const list = this.#lines.get(line);
    if (list === undefined) this.#lines.set(line, [[from, to]]);
    else list.push([from, to]);
  }
}

/** `⋯ 262 events, 9 of them vary from run to run`. */
export function foldText(fold: Fold, view: TestView): string {
  const events = `⋯ ${fold.count.toLocaleString("en-US")} events`;
  if (fold.different === 0) return events;
  return `${events}, ${fold.different.toLocaleString("en-US")} ${view.test.compared ? "vary from run to run" : "in one recording only"}`;
}

function colorOf(look: Look, emphasis: number, side: SideName): string {
  return look.color !== "bad" && look.color !== "wait" && emphasis === 2 ? (side === "head" ? "added" : "removed") : look.color;
}

/** How a call was answered, from long to short: `delay(100ms) [slow WAL] +100ms`, `[slow WAL] +100ms`, `+100ms`. */
function pillTexts(trace: Trace, event: number): readonly string[] {
  const decision = trace.decision(event) === "trace" ? "" : trace.decision(event);
  const tag = trace.tag(event) === "" ? "" : `[${trace.tag(event)}]`;
  const waitMs = trace.packed.waitMs[event] ?? 0;
  const wait = waitMs === 0 ? "" : `+${waitMs}ms`;
  const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== "").join(" ");
  return [joined(decision, tag, wait), joined(tag, wait === "" ? decision : wait), wait === "" ? decision : wait];
}

function panes(scene: Scene, width: number): readonly Pane[] {
  const { base, head } = scene.view;
  if (base === undefined || head === undefined) return [{ sides: [head === undefined ? "base" : "head"], left: 0, width }];
  switch (scene.layout) {
    case "sides":
      return [
        { sides: ["base"], left: 0, width: Math.floor(width / 2) },
        { sides: ["head"], left: Math.floor(width / 2), width: Math.ceil(width / 2) },
      ];
    case "overlay":
      return [{ sides: ["base", "head"], left: 0, width }];
    case "base":
    case "head":
      return [{ sides: [scene.layout], left: 0, width }];
  }
}

/** The height of one line, thinner where the whole would be taller than an element can be. */
function lineHeight(scene: Scene): number {
  return Math.min(scene.rowHeight, tallest / Math.max(1, scene.view.items.length));
}

function timeScale(scene: Scene): number {
  const last = (trace: Trace | undefined): number => trace?.atNs[trace.length - 1] ?? 0;
  const totalMs = Math.max(last(scene.view.base), last(scene.view.head)) / 1e6;
  return Math.min(scene.scale, tallest / Math.max(1, totalMs));
}

function isPlace(place: Place | undefined, side: SideName, event: number): boolean {
  return place !== undefined && place.side === side && place.event === event;
}

function firstAtOrAfter(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `36.3 ms` since the test began. */
function milliseconds(ns: number): string {
  const ms = ns / 1e6;
  return ms >= 10_000 ? `${(ms / 1000).toFixed(2)} s` : `${ms.toFixed(1)}`;
}

/** The first word and as much of the end as fits: of a path the end says most. */
function shortened(text: string, letters: number): string {
  if (text.length <= letters) return text;
  if (letters < 4) return "";
  const [first = ""] = text.split(" ");
  if (first.length + 3 >= letters) return `${text.slice(0, letters - 1)}…`;
  return `${first} …${text.slice(text.length - (letters - first.length - 2))}`;
}
