/// <reference lib="dom" />
/**
 * The events as a table: the same rows as the diagram, for readers who do not see it and for whoever wants to copy text. A window of
 * [pageRows] rows is in the document at a time.
 */
import { foldText } from "./draw.ts";
import { button, make } from "./elements.ts";
import type { SideName, TestView } from "./model.ts";
import { eventPhrase, standingPhrase } from "./phrases.ts";

const pageRows = 200;

export interface TableActions {
  readonly select: (side: SideName, event: number) => void;
  readonly unfold: (fold: number) => void;
}

export class EventTable {
  readonly element = make("div", { class: "as-table", tabindex: "0", role: "region", "aria-label": "Events as a table", hidden: true });
  readonly #actions: TableActions;
  #from = 0;

  constructor(actions: TableActions) {
    this.#actions = actions;
  }

  /** Shows [view]'s rows; [titles] are what the two sides are called. A row that is given is brought into the window. */
  show(view: TestView, titles: Readonly<Record<SideName, string>>, row?: number): void {
    const item = row === undefined ? -1 : (view.itemOf[row] ?? -1);
    const last = Math.max(0, view.items.length - 1);
    if (item >= 0 && (item < this.#from || item >= this.#from + pageRows)) this.#from = Math.max(0, item - 20);
    this.#from = Math.min(this.#from, last - (last % pageRows));
    const to = Math.min(view.items.length, this.#from + pageRows);
    const sides = (["base", "head"] as const).filter((side) => view.side(side) !== undefined);
    const rows = [...view.items.subarray(this.#from, to)].map((entry) => this.#row(view, sides, entry, row));
    const turn = (text: string, by: number, possible: boolean): HTMLButtonElement | undefined =>
      possible
        ? button(text, {}, () => {
            this.#from = Math.max(0, this.#from + by);
            this.show(view, titles);
            this.element.scrollTop = 0;
            this.element.focus();
          })
        : undefined;
    this.element.replaceChildren(
      make(
        "table",
        {},
        make("caption", {}, `${view.test.name}: lines ${view.items.length === 0 ? 0 : this.#from + 1} to ${to} of ${view.items.length}`),
        make(
          "thead",
          {},
          make(
            "tr",
            {},
            ...["ms", "service", ...sides.map((side) => titles[side]), ...(sides.length === 2 ? ["difference"] : [])].map((title) =>
              make("th", { scope: "col" }, title),
            ),
          ),
        ),
        make("tbody", {}, ...rows),
      ),
      make(
        "p",
        { class: "turn" },
        turn(`${pageRows} before`, -pageRows, this.#from > 0),
        turn(`${pageRows} after`, pageRows, to < view.items.length),
      ),
    );
    this.element.querySelector("tr.selected")?.scrollIntoView({ block: "nearest" });
  }

  #row(view: TestView, sides: readonly SideName[], item: number, selected: number | undefined): HTMLElement {
    if (item < 0) {
      const fold = view.folds[-1 - item];
      const open = button(fold === undefined ? "" : foldText(fold, view), {}, () => this.#actions.unfold(-1 - item));
      return make("tr", { class: "fold" }, make("td", { colspan: "5" }, open));
    }
    const side: SideName = sides.includes("head") && view.event(item, "head") >= 0 ? "head" : "base";
    const event = view.event(item, side);
    const trace = view.side(side);
    const found = (["base", "head"] as const).find((one) => view.findings[one].has(view.event(item, one)));
    const ms = ((trace?.atNs[event] ?? 0) / 1e6).toFixed(1);
    const time = button(ms, { "aria-label": `${ms} ms, details` }, () => this.#actions.select(side, event));
    return make(
      "tr",
      { class: `${found ?? ""}${item === selected ? " selected" : ""}` },
      make("td", { class: "time" }, time),
      make("th", { scope: "row" }, view.test.lanes[trace?.lane(event) ?? 0] ?? ""),
      ...sides.map((one) => make("td", { class: "mono" }, eventPhrase(view, one, view.event(item, one)))),
      ...(sides.length === 2 ? [make("td", {}, standingPhrase(view, side, event))] : []),
    );
  }
}
