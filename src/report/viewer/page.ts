/// <reference lib="dom" />
/**
 * The page: builds the document from the check's data and answers the reader. All text from the check is set as text (`textContent`), never
 * as markup. What is looked at stands in the address after `#` (`test`, `finding`, `suite`, `run`), so that a comment can link to a
 * finding and a reader can pass a link on.
 */
import { Kind, lookOf, type PageData, type PageFinding } from "./data.ts";
import { Diagram, type Layout, type Place, type Scene } from "./draw.ts";
import { button, choice, make, offer } from "./elements.ts";
import { TestView, type SideName, type Trace } from "./model.ts";
import { changeOf, Overview, pageHeader } from "./overview.ts";
import { paperOf } from "./paper.ts";
import { eventPhrase, wholePhrase } from "./phrases.ts";
import { EventTable } from "./table.ts";

/** Narrower pages show the two recordings one over the other to begin with. */
const narrow = 900;

/** The data stand deflated in the page. */
async function load(): Promise<PageData> {
  const packed = document.getElementById("data")?.textContent ?? "";
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return (await new Response(stream).json()) as PageData;
}

class Page {
  readonly #data: PageData;
  readonly #overview: Overview;
  readonly #aboutTest = make("div", { class: "about-test" });
  readonly #tools = make("div", { class: "tools", role: "toolbar", "aria-label": "What the diagram shows" });
  readonly #lanes = make("div", { class: "lanes", role: "group", "aria-label": "Lanes" });
  readonly #search = make("input", {
    type: "search",
    placeholder: "Search events",
    title: "Words that an event must hold, or service:orders, syscall:write, path:*.wal, decision:deny",
    "aria-label": "Search events",
    list: "words",
    spellcheck: "false",
  });
  readonly #words = make("datalist", { id: "words" });
  readonly #only = choice("Show", [
    ["all", "all events"],
    ["different", "differences"],
    ["faulted", "faults"],
  ]);
  readonly #layout = choice("Layout", [
    ["sides", "side by side"],
    ["overlay", "overlaid"],
    ["base", "baseline"],
    ["head", "this run"],
  ]);
  readonly #run = choice("Execution", []);
  readonly #axis = choice("Axis", [
    ["order", "in order"],
    ["time", "by time"],
  ]);
  readonly #fold = make("input", { type: "checkbox", id: "fold", checked: true });
  readonly #sum = make("span", { class: "sum" });
  readonly #where = make("span", { class: "where" });
  readonly #heads = make("div", { class: "heads", "aria-hidden": "true" });
  readonly #canvas = make("canvas", { "aria-hidden": "true" });
  readonly #spacer = make("div", { class: "spacer" });
  readonly #scroll = make(
    "div",
    { class: "scroll", tabindex: "0", role: "application", "aria-label": "Space-time diagram", "aria-describedby": "keys" },
    this.#spacer,
    this.#canvas,
  );
  readonly #mapCanvas = make("canvas", { "aria-hidden": "true" });
  readonly #mapWindow = make("div", { class: "window" });
  readonly #map = make("div", { class: "map", title: "Where differences, faults and violations are" }, this.#mapCanvas, this.#mapWindow);
  readonly #detail = make("section", { class: "detail", "aria-label": "Event", hidden: true });
  readonly #empty = make("p", { class: "empty", hidden: true }, "No event matches.");
  readonly #table = new EventTable({
    select: (side, event) => this.#select({ side, event }),
    unfold: (fold) => this.#unfold(fold),
  });
  readonly #asTable = button("Table", { "aria-pressed": "false", title: "The events as a table (t)" }, () => this.#toggleTable());
  readonly #field = make("div", { class: "field" }, this.#scroll, this.#map, this.#table.element, this.#detail, this.#empty);
  readonly #spoken = make("div", { class: "spoken", role: "status" });
  readonly #paper = make("div", { class: "paper" });
  readonly #diagram = new Diagram(this.#canvas);
  readonly #views = new Map<string, TestView>();

  #test = -1;
  #execution = 0;
  #finding: number | undefined;
  #selected: Place | undefined;
  #hovered: Place | undefined;
  #hiddenLanes = new Set<number>();
  #opened = new Set<number>();
  #rowHeight = 24;
  #scale = 40;
  #frame = 0;

  constructor(data: PageData) {
    this.#data = data;
    this.#overview = new Overview(data, (test, finding) => this.#open(test, finding));
    if (innerWidth < narrow) this.#layout.value = "overlay";
    document.body.append(
      pageHeader(data, () => this.#switchTheme()),
      make("main", {}, this.#overview.element, this.#stage()),
    );
    this.#listen();
  }

  #title(side: SideName): string {
    return side === "base" ? "Baseline" : this.#data.headTitle;
  }

  get #view(): TestView | undefined {
    if (this.#test < 0) return undefined;
    const key = `${this.#test} ${this.#execution}`;
    let view = this.#views.get(key);
    if (view === undefined) {
      view = new TestView(this.#data, this.#test, this.#execution);
      this.#views.set(key, view);
    }
    return view;
  }

  #switchTheme(): void {
    const shown = document.documentElement.dataset["theme"] ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    document.documentElement.dataset["theme"] = shown === "dark" ? "light" : "dark";
    this.#recolor();
  }

  #stage(): HTMLElement {
    const station = (sign: string, name: string, key: string, direction: 1 | -1): HTMLButtonElement =>
      button(sign, { "aria-label": name, title: `${name} (${key})` }, () => this.#station(direction));
    const zoom = (sign: string, name: string, factor: number): HTMLButtonElement =>
      button(sign, { "aria-label": name, title: `${name} (${sign === "−" ? "-" : sign})` }, () => this.#zoom(factor));
    const group = (...children: readonly HTMLElement[]): HTMLElement => make("span", { class: "group" }, ...children);
    this.#tools.append(
      make(
        "span",
        { class: "part" },
        this.#search,
        this.#words,
        this.#only,
        this.#lanes,
        make("label", { for: "fold" }, this.#fold, "fold"),
      ),
      make(
        "span",
        { class: "part" },
        group(station("↑", "Previous difference", "p", -1), this.#where, station("↓", "Next difference", "n", 1)),
        this.#layout,
        this.#axis,
        group(zoom("−", "Zoom out", 0.8), zoom("+", "Zoom in", 1.25)),
        this.#asTable,
      ),
    );
    return make(
      "section",
      { class: "stage", "aria-label": "Test" },
      this.#aboutTest,
      this.#tools,
      this.#heads,
      this.#field,
      this.#legend(),
      this.#spoken,
      this.#paper,
    );
  }

  #legend(): HTMLElement {
    const keys = ([names, what]: readonly [string, string]): HTMLElement =>
      make("span", {}, ...names.split(" ").map((name) => make("kbd", {}, name)), ` ${what}`);
    const signs = [
      make("span", {}, make("span", { class: "plus" }, "+"), " only in this run"),
      make("span", {}, make("span", { class: "minus" }, "−"), " only in the baseline"),
      make("span", {}, "~ varies from run to run"),
      make("span", {}, "↕ moved"),
      make("span", {}, "✕ failed by a fault"),
      make("span", {}, hourglass(), " delayed"),
      make("span", {}, "◆ other fault"),
    ];
    const help: readonly (readonly [string, string])[] = [
      ["↑ ↓", "events"],
      ["← →", "cause and effect"],
      ["n p", "differences"],
      ["[ ]", "tests"],
      ["/", "search"],
      ["f", "fold"],
      ["t", "table"],
      ["+ -", "zoom"],
      ["Esc", "clear"],
    ];
    return make(
      "div",
      { class: "legend" },
      this.#sum,
      ...signs,
      make("details", { class: "keys" }, make("summary", {}, "Keys"), make("p", { id: "keys" }, ...help.map(keys))),
    );
  }

  #listen(): void {
    const rearrange = (): void => this.#arrange();
    this.#search.addEventListener("input", rearrange);
    this.#only.addEventListener("change", rearrange);
    this.#fold.addEventListener("change", () => {
      this.#opened = new Set();
      this.#arrange();
    });
    this.#layout.addEventListener("change", rearrange);
    this.#run.addEventListener("change", () => this.#open(this.#test, this.#finding, Number(this.#run.value)));
    this.#axis.addEventListener("change", () => {
      const scene = this.#scene;
      if (scene !== undefined) this.#scale = this.#diagram.fittingScale(scene, this.#scroll.clientHeight);
      this.#arrange();
    });
    this.#scroll.addEventListener("scroll", () => this.#redraw(), { passive: true });
    this.#scroll.addEventListener(
      "wheel",
      (event) => {
        if (!event.ctrlKey) return;
        event.preventDefault();
        this.#zoom(event.deltaY < 0 ? 1.1 : 1 / 1.1);
      },
      { passive: false },
    );
    this.#canvas.addEventListener("mousemove", (event) => this.#hover(event));
    this.#canvas.addEventListener("mouseleave", () => {
      this.#hovered = undefined;
      this.#redraw();
    });
    this.#canvas.addEventListener("click", (event) => this.#click(event));
    this.#scroll.addEventListener("keydown", (event) => this.#key(event));
    this.#table.element.addEventListener("keydown", (event) => {
      if (event.key === "t" || event.key === "Escape") this.#key(event);
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.target instanceof HTMLInputElement) return;
      event.preventDefault();
      this.#search.focus();
    });
    this.#search.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        this.#search.value = "";
        this.#arrange();
      }
      if (event.key === "Enter" || event.key === "Escape") this.#focusEvents();
    });
    this.#map.addEventListener("click", (event) => {
      const part = event.offsetY / this.#map.clientHeight;
      this.#scroll.scrollTop = part * this.#scroll.scrollHeight - this.#scroll.clientHeight / 2;
    });
    new ResizeObserver(() => this.#relayout()).observe(this.#field);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#recolor());
    window.addEventListener("hashchange", () => this.followAddress());
    let theme: string | undefined;
    window.addEventListener("beforeprint", () => {
      theme = document.documentElement.dataset["theme"];
      document.documentElement.dataset["theme"] = "light";
      const scene = this.#scene;
      this.#paper.replaceChildren(
        ...(scene === undefined ? [] : paperOf(scene, (printed, width, diagram) => this.#titles(printed, width, diagram))),
      );
    });
    window.addEventListener("afterprint", () => {
      if (theme === undefined) delete document.documentElement.dataset["theme"];
      else document.documentElement.dataset["theme"] = theme;
      this.#paper.replaceChildren();
    });
  }

  /** Opens what the address names; the first finding or test without one. */
  followAddress(): void {
    const place = new URLSearchParams(location.hash.slice(1));
    const { tests, findings, suites } = this.#data;
    const suite = place.get("suite");
    const named = tests.findIndex((test) => test.name === place.get("test") && (suite === null || suites[test.suite]?.name === suite));
    const finding = findings.findIndex(({ fingerprint }) => fingerprint === place.get("finding"));
    const inFocus = findings[finding];
    if (named >= 0 || inFocus !== undefined) {
      const test =
        inFocus === undefined || inFocus.places.some((candidate) => candidate.test === named) ? named : (inFocus.places[0]?.test ?? named);
      this.#show(test, inFocus === undefined ? undefined : finding, Number(place.get("run") ?? "1") - 1);
      return;
    }
    const failed = tests.findIndex(({ verdict }) => verdict === "fail" || verdict === "error");
    const first = findings[0]?.places[0]?.test;
    if (failed >= 0) this.#show(failed, undefined);
    else if (first !== undefined) this.#show(first, 0);
    else this.#show(tests.length > 0 ? 0 : -1, undefined);
  }

  #open(test: number, finding: number | undefined, execution = 0): void {
    this.#show(test, finding, execution);
    const { tests, findings, suites } = this.#data;
    const shown = tests[test];
    const place = new URLSearchParams({ test: shown?.name ?? "" });
    const alike = tests.filter(({ name }) => name === shown?.name).length;
    if (alike > 1) place.set("suite", suites[shown?.suite ?? 0]?.name ?? "");
    if (finding !== undefined) place.set("finding", findings[finding]?.fingerprint ?? "");
    if (this.#execution > 0) place.set("run", String(this.#execution + 1));
    history.replaceState(null, "", `#${place.toString()}`);
  }

  #show(test: number, finding: number | undefined, execution = 0): void {
    const executions = this.#data.tests[test]?.executions ?? [];
    const changed = test !== this.#test;
    this.#test = test;
    this.#execution = execution in executions ? execution : 0;
    this.#finding = finding;
    this.#selected = undefined;
    this.#opened = new Set();
    if (changed) this.#hiddenLanes = new Set();
    offer(
      this.#run,
      executions.map(({ title, verdict }, index) => [String(index), verdict === "pass" ? title : `${title}, ${verdict}`]),
    );
    this.#run.value = String(this.#execution);
    this.#overview.mark(test, finding);
    const view = this.#view;
    const both = view?.base !== undefined && view.head !== undefined;
    this.#layout.hidden = !both;
    this.#layout.disabled = !both;
    this.#describe();
    this.#laneButtons();
    this.#suggest();
    this.#showDetail();
    this.#arrange();
    this.#scroll.scrollTop = 0;
    const rows = view?.stations(finding) ?? [];
    const violation = view?.execution?.verdict === "fail" ? view.violation : undefined;
    const target = rows[0] ?? violation;
    if (target !== undefined) this.#reveal(target);
    else this.#tabulate();
  }

  /** Offers what can be searched for. */
  #suggest(): void {
    const view = this.#view;
    const words = new Set<string>();
    for (const trace of [view?.base, view?.head]) {
      if (view === undefined || trace === undefined) continue;
      for (const lane of view.test.lanes) words.add(`service:${lane}`);
      for (let event = 0; event < trace.length && words.size < 200; event++) {
        const kind = trace.kind(event);
        if (kind === Kind.call || kind === Kind.trace || lookOf(kind).fault) words.add(`syscall:${trace.label(event).split(" ")[0] ?? ""}`);
        const [decision = ""] = trace.decision(event).split("(");
        if (decision !== "") words.add(`decision:${decision}`);
      }
    }
    this.#words.replaceChildren(...[...words].sort().map((value) => make("option", { value })));
  }

  #describe(): void {
    const test = this.#view?.test;
    const { suites, findings } = this.#data;
    this.#aboutTest.replaceChildren();
    for (const { error, name } of suites) {
      if (error !== "")
        this.#aboutTest.append(
          make("div", { class: "card failure" }, make("strong", {}, `${name} did not run`), make("pre", { tabindex: "0" }, error)),
        );
    }
    if (test === undefined) {
      this.#aboutTest.append(make("p", { class: "facts" }, "No test ran."));
      return;
    }
    const execution = this.#view?.execution;
    const facts = [
      suites[test.suite]?.name ?? "",
      test.runs > 1 ? `${test.passed} of ${test.runs} runs passed` : "",
      `${execution?.durationMs ?? test.durationMs} ms`,
    ]
      .filter((fact) => fact !== "")
      .join(" · ");
    const verdict = execution?.verdict ?? test.verdict;
    this.#aboutTest.append(
      make(
        "div",
        { class: "title" },
        make("span", { class: `badge ${verdict}` }, verdict),
        make("h2", { class: "mono" }, test.name),
        test.executions.length > 1 ? this.#run : undefined,
        make("span", { class: "facts" }, facts),
      ),
    );
    if (execution?.failure !== undefined) {
      const trace = this.#view?.head;
      const near = execution.failure.nearest.map((event) => {
        return button(`${test.lanes[trace?.lane(event) ?? 0] ?? ""}: ${trace?.label(event) ?? ""}`, {}, () =>
          this.#goTo({ side: "head", event }),
        );
      });
      this.#aboutTest.append(
        make(
          "div",
          { class: "card failure" },
          make("strong", {}, execution.failure.message),
          make("pre", { tabindex: "0" }, [...execution.failure.lines, `run it again: ${execution.replay}`].join("\n")),
          near.length === 0 ? undefined : make("div", { class: "near" }, make("span", { class: "proof" }, "nearest events"), ...near),
        ),
      );
    }
    const here = findings.flatMap((finding, index) =>
      finding.places.some((place) => place.test === this.#test) && (this.#finding === undefined || this.#finding === index)
        ? [finding]
        : [],
    );
    for (const finding of here) {
      const news = changeOf.news(finding);
      this.#aboutTest.append(
        make(
          "div",
          { class: news ? "card change" : "card quiet" },
          make("strong", {}, finding.sentence),
          make(
            "div",
            { class: "sides" },
            make("span", { class: "before" }, finding.before),
            make("span", { class: "after" }, finding.after),
          ),
          finding.lines.length === 0
            ? undefined
            : make(
                "ul",
                { class: "lines mono", "aria-label": "Lines of code" },
                ...finding.lines.map(({ side, text, isNew }) => make("li", { class: side }, `${text}${isNew ? " (new)" : ""}`)),
              ),
          make(
            "span",
            { class: "proof" },
            `${finding.accepted !== "" ? `${finding.accepted}. ` : news ? "" : "Not certain. "}${finding.evidence}${finding.step === "" ? "" : ` · in step ${finding.step}`} · ${finding.object} · ${finding.fingerprint}`,
          ),
        ),
      );
    }
    // A note on a test belongs to that test; the others are for all.
    const names = this.#data.tests.map(({ name }) => name);
    const notes = (suites[test.suite]?.notes ?? []).filter(
      (note) => note.includes(test.name) || !names.some((name) => note.includes(name)),
    );
    if (notes.length > 0) this.#aboutTest.append(make("p", { class: "facts" }, notes.join(" · ")));
  }

  #laneButtons(): void {
    const lanes = this.#view?.test.lanes ?? [];
    this.#lanes.replaceChildren(
      ...lanes.map((lane, index) => {
        const chip = button(lane, { "aria-pressed": String(!this.#hiddenLanes.has(index)), title: "Show or hide this lane" }, () => {
          if (!this.#hiddenLanes.delete(index)) this.#hiddenLanes.add(index);
          chip.setAttribute("aria-pressed", String(!this.#hiddenLanes.has(index)));
          this.#arrange();
        });
        return chip;
      }),
    );
  }

  /** Lays the rows out anew, keeping in view what is selected. */
  #arrange(): void {
    const view = this.#view;
    if (view !== undefined) {
      const only = this.#only.value === "faulted" || this.#only.value === "different" ? this.#only.value : "all";
      view.arrange({
        query: this.#search.value,
        hiddenLanes: this.#hiddenLanes,
        only,
        fold: this.#fold.checked,
        opened: this.#opened,
      });
      const shown = view.items.reduce((sum, item) => sum + (item >= 0 ? 1 : 0), 0);
      this.#sum.textContent =
        shown === view.rowCount
          ? `${shown.toLocaleString("en-US")} events`
          : `${shown.toLocaleString("en-US")} of ${view.rowCount.toLocaleString("en-US")} events`;
    } else this.#sum.textContent = "";
    this.#empty.hidden = view !== undefined && view.items.length > 0;
    const rows = view?.stations(this.#finding) ?? [];
    this.#where.textContent = rows.length === 0 ? "0" : `${rows.length}`;
    this.#where.title = `${rows.length} ${rows.length === 1 ? "place" : "places"} to look at`;
    this.#relayout();
    this.#tabulate();
    const selected = this.#selected;
    if (selected !== undefined && view !== undefined) this.#reveal(view.rowOf[selected.side][selected.event] ?? 0);
  }

  get #scene(): Scene | undefined {
    const view = this.#view;
    if (view === undefined) return undefined;
    const layout: Layout =
      this.#layout.value === "overlay" || this.#layout.value === "base" || this.#layout.value === "head" ? this.#layout.value : "sides";
    return {
      view,
      layout,
      axis: this.#axis.value === "time" ? "time" : "order",
      rowHeight: this.#rowHeight,
      scale: this.#scale,
      hiddenLanes: this.#hiddenLanes,
      selected: this.#selected,
      hovered: this.#hovered,
      finding: this.#finding,
    };
  }

  #relayout(): void {
    const scene = this.#scene;
    if (scene === undefined) return;
    this.#spacer.style.height = `${this.#diagram.contentHeight(scene)}px`;
    this.#heads.replaceChildren(...this.#titles(scene, this.#scroll.clientWidth, this.#diagram));
    this.#drawMap(scene);
    this.#redraw();
  }

  /** What stands above the diagram: the two sides, with what each does in the change that is looked at, and the lanes. */
  #titles(scene: Scene, width: number, diagram: Diagram): readonly HTMLElement[] {
    const bounds = diagram.paneBounds(scene, width);
    const { findings, commits } = this.#data;
    const here = findings.filter(({ places }) => places.some(({ test }) => test === this.#test));
    const finding = findings[this.#finding ?? -1] ?? (here.length === 1 ? here[0] : undefined);
    const titles = bounds.map(({ sides, left, width: wide }) => {
      const side = sides[0] ?? "head";
      const both = sides.length === 2;
      const alone = scene.view.base === undefined || scene.view.head === undefined;
      const title = both ? `Baseline and ${this.#title("head").toLowerCase()}` : alone && side === "head" ? "This run" : this.#title(side);
      const pane = make(
        "span",
        { class: `pane ${both || alone ? "only" : side}` },
        make("strong", {}, title),
        ...(alone || finding === undefined ? [] : sides.map((one) => said(one, finding, both))),
        both || alone || commits[side] === "" ? undefined : make("span", { class: "commit mono" }, commits[side]),
      );
      pane.style.left = `${left}px`;
      pane.style.width = `${wide}px`;
      const unit = make("span", { class: "unit" }, "ms");
      unit.style.left = `${left + 4}px`;
      return [pane, unit];
    });
    const heads = diagram.laneHeads(scene, width);
    const names = heads.map(({ lane, left, pane }, index) => {
      const name = make("span", { class: "lane" }, scene.view.test.lanes[lane] ?? "");
      name.style.left = `${left - 6}px`;
      const next = heads[index + 1];
      const bound = bounds[pane];
      const end = next !== undefined && next.pane === pane ? next.left : (bound?.left ?? 0) + (bound?.width ?? width);
      name.style.maxWidth = `${end - left - 4}px`;
      return name;
    });
    return [...titles.flat(), ...names];
  }

  #redraw(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      const scene = this.#scene;
      if (scene === undefined) return;
      const { clientWidth, clientHeight, scrollTop, scrollHeight } = this.#scroll;
      this.#diagram.draw(scene, scrollTop, clientWidth, clientHeight);
      const share = Math.min(1, clientHeight / Math.max(1, scrollHeight));
      this.#mapWindow.hidden = share >= 1;
      this.#mapWindow.style.top = `${(scrollTop / Math.max(1, scrollHeight)) * 100}%`;
      this.#mapWindow.style.height = `${share * 100}%`;
    });
  }

  /** The strip beside the scroll bar: a mark for each difference, fault and violation. */
  #drawMap(scene: Scene): void {
    const context = this.#mapCanvas.getContext("2d");
    const height = this.#map.clientHeight;
    if (context === null || height === 0) return;
    this.#mapCanvas.width = 13;
    this.#mapCanvas.height = height;
    const colors = getComputedStyle(document.documentElement);
    const total = this.#diagram.contentHeight(scene);
    const { view } = scene;
    const mark = (side: SideName, event: number, color: string, left: number, width: number): void => {
      const y = this.#diagram.yOf(scene, side, event);
      if (y === undefined) return;
      context.fillStyle = colors.getPropertyValue(`--${color}`).trim();
      context.fillRect(left, Math.min(height - 2, (y / total) * height - 1), width, 2);
    };
    const each = (side: SideName, trace: Trace | undefined): void => {
      if (trace === undefined) return;
      for (let event = 0; event < trace.length; event++) {
        const look = lookOf(trace.kind(event));
        if (trace.kind(event) === Kind.violation) mark(side, event, "bad", 0, 13);
        else if (look.fault) mark(side, event, look.color, side === "base" ? 1 : 7, 5);
      }
      for (const event of view.findings[side].keys()) mark(side, event, side === "base" ? "removed" : "added", side === "base" ? 0 : 6, 7);
    };
    each("base", view.base);
    each("head", view.head);
  }

  #recolor(): void {
    this.#diagram.readColors();
    this.#relayout();
  }

  #zoom(factor: number): void {
    const scene = this.#scene;
    if (scene === undefined) return;
    const before = (this.#scroll.scrollTop + this.#scroll.clientHeight / 2) / this.#diagram.contentHeight(scene);
    if (scene.axis === "time") this.#scale = Math.min(5000, Math.max(0.05, this.#scale * factor * factor));
    else this.#rowHeight = Math.min(44, Math.max(2, this.#rowHeight * factor));
    this.#relayout();
    const after = this.#scene;
    if (after !== undefined) this.#scroll.scrollTop = before * this.#diagram.contentHeight(after) - this.#scroll.clientHeight / 2;
  }

  #hover(event: MouseEvent): void {
    const found = this.#diagram.at(event.offsetX, event.offsetY);
    const place = found !== undefined && "side" in found ? found : undefined;
    this.#canvas.style.cursor = found === undefined ? "" : "pointer";
    if (place?.side === this.#hovered?.side && place?.event === this.#hovered?.event) return;
    this.#hovered = place;
    this.#canvas.title = place === undefined ? "" : this.#phrase(place);
    this.#redraw();
  }

  #click(event: MouseEvent): void {
    const found = this.#diagram.at(event.offsetX, event.offsetY);
    if (found !== undefined && "fold" in found) {
      this.#unfold(found.fold);
      return;
    }
    this.#select(found);
  }

  #unfold(number: number): void {
    const fold = this.#view?.folds[number];
    if (fold !== undefined) this.#opened.add(fold.from);
    this.#arrange();
  }

  #toggleTable(): void {
    const wanted = this.#table.element.hidden !== false;
    this.#table.element.hidden = !wanted;
    this.#scroll.hidden = this.#map.hidden = this.#heads.hidden = wanted;
    this.#asTable.setAttribute("aria-pressed", String(wanted));
    for (const tool of [this.#layout, this.#axis]) tool.disabled = wanted;
    this.#arrange();
    (wanted ? this.#table.element : this.#scroll).focus();
  }

  #tabulate(): void {
    const view = this.#view;
    if (view === undefined || this.#table.element.hidden) return;
    const selected = this.#selected;
    const row = selected === undefined ? undefined : view.rowOf[selected.side][selected.event];
    this.#table.show(view, { base: this.#title("base"), head: this.#title("head") }, row);
  }

  #select(place: Place | undefined): void {
    this.#selected = place;
    this.#showDetail();
    if (place !== undefined) this.#spoken.textContent = this.#phrase(place);
    this.#relayout();
    this.#tabulate();
  }

  #phrase({ side, event }: Place): string {
    const view = this.#view;
    return view === undefined ? "" : wholePhrase(this.#data, view, side, event);
  }

  #showDetail(): void {
    const view = this.#view;
    const place = this.#selected;
    const trace = place === undefined ? undefined : view?.side(place.side);
    const was = this.#detail.hidden;
    this.#detail.hidden = trace === undefined;
    this.#field.classList.toggle("detailed", trace !== undefined);
    if (view === undefined || place === undefined || trace === undefined) {
      this.#detail.replaceChildren();
      return;
    }
    const { side, event } = place;
    const lane = (index: number): string => view.test.lanes[trace.lane(index)] ?? "";
    const clock = [...trace.clock(event)]
      .flatMap((count, index) => (count > 0 ? [`${view.test.lanes[index] ?? ""}: ${count}`] : []))
      .join(", ");
    const { past, future } = trace.cone(event);
    const events = (n: number): string => (n === 1 ? "1 event" : `${n.toLocaleString("en-US")} events`);
    const facts: readonly (readonly [string, string])[] = [
      ["side", view.base === undefined || view.head === undefined ? "" : this.#title(side)],
      ["lane", lane(event)],
      ["number", `#${trace.seq[event] ?? 0}`],
      ["time", `${((trace.atNs[event] ?? 0) / 1e6).toFixed(3)} ms`],
      ["answer", trace.decision(event)],
      ["label", trace.tag(event)],
      ...trace.details(event),
      ["clock", clock],
      ["before it", events(past)],
      ["after it", events(future)],
      ["beside it", events(trace.length - past - future - 1)],
    ];
    const close = button("×", { class: "close", "aria-label": "Close" }, () => {
      this.#select(undefined);
      this.#focusEvents();
    });
    const finding = this.#data.findings[view.findings[side].get(event) ?? -1];
    const follow = (title: string, events: readonly number[]): HTMLElement | undefined => {
      if (events.length === 0) return undefined;
      const buttons = events.slice(0, 12).map((other) => {
        return button(`${lane(other)}: ${trace.label(other)}`, {}, () => this.#goTo({ side, event: other }));
      });
      return make("div", { class: "links" }, make("span", { class: "facts" }, title), ...buttons);
    };
    this.#detail.replaceChildren(
      close,
      make("h3", {}, eventPhrase(view, side, event)),
      ...(finding === undefined ? [] : [make("p", { class: "card change" }, finding.sentence)]),
      make(
        "dl",
        {},
        ...facts.filter(([, value]) => value !== "").flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]),
      ),
      ...[follow("caused by", trace.causes(event)), follow("leads to", trace.effects(event))].filter((part) => part !== undefined),
    );
    if (was !== this.#detail.hidden) this.#relayout();
  }

  /** Selects an event and brings it into view, opening its fold and dropping filters that hide it. */
  #goTo(place: Place): void {
    const view = this.#view;
    if (view === undefined) return;
    const row = view.rowOf[place.side][place.event] ?? -1;
    this.#selected = place;
    if ((view.itemOf[row] ?? -1) < 0) {
      this.#search.value = "";
      this.#only.value = "all";
      this.#hiddenLanes = new Set();
      this.#laneButtons();
      this.#arrange();
    }
    this.#reveal(row);
    this.#select(place);
  }

  /** Scrolls a row into view, if need be opening the fold it lies in. */
  #reveal(row: number): void {
    const view = this.#view;
    if (view === undefined) return;
    const item = view.itemOf[row] ?? -1;
    const fold = view.folds[-1 - (view.items[item] ?? 0)];
    if (fold !== undefined && (view.items[item] ?? 0) < 0) {
      this.#opened.add(fold.from);
      this.#arrange();
    }
    const scene = this.#scene;
    const side: SideName = view.event(row, "head") >= 0 ? "head" : "base";
    const y = scene === undefined ? undefined : this.#diagram.yOf(scene, side, view.event(row, side));
    if (y === undefined) return;
    const { scrollTop, clientHeight } = this.#scroll;
    if (y < scrollTop + 40 || y > scrollTop + clientHeight - 40) this.#scroll.scrollTop = y - clientHeight / 2;
    this.#redraw();
  }

  /** Goes to the next difference in a direction, starting over at the end. */
  #station(direction: 1 | -1): void {
    const view = this.#view;
    const rows = view?.stations(this.#finding) ?? [];
    if (view === undefined || rows.length === 0) {
      this.#spoken.textContent = "No differences";
      return;
    }
    const at = this.#selected === undefined ? -1 : (view.rowOf[this.#selected.side][this.#selected.event] ?? -1);
    const next = direction === 1 ? (rows.find((row) => row > at) ?? rows[0]) : (rows.findLast((row) => row < at) ?? rows.at(-1));
    if (next === undefined) return;
    const side: SideName = view.event(next, "head") >= 0 ? "head" : "base";
    this.#goTo({ side, event: view.event(next, side) });
  }

  /** Moves the selection by [step] lines among those shown. */
  #step(step: number): void {
    const view = this.#view;
    if (view === undefined || view.items.length === 0) return;
    const selected = this.#selected;
    const current = selected === undefined ? undefined : view.itemOf[view.rowOf[selected.side][selected.event] ?? -1];
    let item = current === undefined || current < 0 ? (step > 0 ? -1 : view.items.length) : current;
    item = Math.min(view.items.length - 1, Math.max(0, item + step));
    const direction = step > 0 ? 1 : -1;
    while ((view.items[item] ?? 0) < 0 && item + direction >= 0 && item + direction < view.items.length) item += direction;
    const row = view.items[item] ?? -1;
    if (row < 0) return;
    const wanted: SideName = selected?.side ?? "head";
    const side: SideName = view.event(row, wanted) >= 0 ? wanted : wanted === "head" ? "base" : "head";
    this.#goTo({ side, event: view.event(row, side) });
  }

  #follow(events: readonly number[] | undefined, side: SideName): void {
    const event = events?.[0];
    if (event === undefined) this.#spoken.textContent = "No message here";
    else this.#goTo({ side, event });
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const selected = this.#selected;
    const trace = selected === undefined ? undefined : this.#view?.side(selected.side);
    const actions: Readonly<Record<string, () => void>> = {
      ArrowDown: () => this.#step(1),
      ArrowUp: () => this.#step(-1),
      PageDown: () => this.#step(20),
      PageUp: () => this.#step(-20),
      Home: () => this.#step(-Infinity),
      End: () => this.#step(Infinity),
      ArrowLeft: () => selected && this.#follow(trace?.causes(selected.event), selected.side),
      ArrowRight: () => selected && this.#follow(trace?.effects(selected.event), selected.side),
      n: () => this.#station(1),
      p: () => this.#station(-1),
      f: () => this.#fold.click(),
      "+": () => this.#zoom(1.25),
      "=": () => this.#zoom(1.25),
      "-": () => this.#zoom(0.8),
      "[": () => this.#neighbour(-1),
      "]": () => this.#neighbour(1),
      t: () => this.#toggleTable(),
      Escape: () => this.#select(undefined),
    };
    const action = actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  }

  /** The test before or after in the list's order. */
  #neighbour(direction: 1 | -1): void {
    const { order } = this.#overview;
    const next = order[order.indexOf(this.#test) + direction];
    if (next !== undefined) this.#open(next, undefined);
  }

  #focusEvents(): void {
    (this.#table.element.hidden ? this.#scroll : this.#table.element).focus();
  }
}

/** What a side does in a change; with its sign where both sides stand together. */
function said(side: SideName, { before, after }: PageFinding, signed: boolean): HTMLElement {
  return make("span", { class: "said" }, `${signed ? (side === "base" ? "− " : "+ ") : ""}${side === "base" ? before : after}`);
}

/** The mark of a delayed call as the diagram draws it; fonts often lack it. */
function hourglass(): SVGSVGElement {
  const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [name, value] of [
    ["width", "9"],
    ["height", "12"],
    ["viewBox", "0 0 9 12"],
    ["aria-hidden", "true"],
  ] as const)
    picture.setAttribute(name, value);
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", "M0 0H9L0 12H9Z");
  path.setAttribute("fill", "currentColor");
  picture.append(path);
  return picture;
}

load().then(
  (data) => {
    const page = new Page(data);
    page.followAddress();
  },
  (error: unknown) => {
    document.body.append(make("main", {}, make("p", {}, `The report's data could not be read: ${String(error)}`)));
  },
);
