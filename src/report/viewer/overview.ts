/// <reference lib="dom" />
/**
 * What stands around the diagram: the header with the verdict of the whole check, and the list of changes and tests, worst first, with
 * which a reader chooses what to look at.
 */
import type { PageData, PageFinding, PageTest } from "./data.ts";
import { button, make } from "./elements.ts";

/** One sign and one word for each verdict; never told by colour alone. */
const verdictSigns: Readonly<Record<string, string>> = {
  pass: "✓",
  fail: "✕",
  error: "!",
  inconclusive: "?",
  halted: "‖",
  gone: "−",
};

/** In this order tests are listed. */
const verdictOrder = ["fail", "error", "gone", "inconclusive", "halted", "pass"];

export function pageHeader(data: PageData, switchTheme: () => void): HTMLElement {
  const { result, headline, suites, commits, duration, tool, links, id } = data;
  const baselines = [...new Set(suites.map(({ baseline }) => baseline))].join("; ");
  const about = [id === "default" ? "" : id, commits.head === "" ? "" : `commit ${commits.head}`, baselines, duration, `faultbox ${tool}`]
    .filter((part) => part !== "")
    .join(" · ");
  const words: Readonly<Record<string, string>> = { drift: "changed", undecided: "open" };
  return make(
    "header",
    {},
    make("div", { class: "verdict" }, make("span", { class: `badge ${result}` }, words[result] ?? result), make("h1", {}, headline)),
    make("p", { class: "about" }, about),
    make(
      "nav",
      { "aria-label": "Elsewhere" },
      ...links.map(({ text, url }) => make("a", { href: url, rel: "noreferrer" }, text)),
      button("◐", { "aria-label": "Switch between light and dark", title: "Light or dark" }, switchTheme),
    ),
  );
}

/** What a finding is to a reader: something to judge, something undecided, something somebody has judged. */
export const changeOf = {
  news: ({ certainty, accepted }: PageFinding): boolean => certainty === "confirmed" && accepted === "",
  open: ({ certainty, accepted }: PageFinding): boolean => certainty !== "confirmed" && accepted === "",
  accepted: ({ accepted }: PageFinding): boolean => accepted !== "",
} as const;

/** A name that may be broken where its words part. */
function breakable(name: string): readonly (string | HTMLElement)[] {
  return name.split(/(?<=_)/).flatMap((word) => [word, make("wbr")]);
}

/** The list beside the diagram. [open] is called with a test and, for a change, the finding. */
export class Overview {
  readonly element: HTMLElement;
  readonly #data: PageData;
  readonly #tests = new Map<number, HTMLButtonElement>();
  readonly #findings = new Map<number, HTMLButtonElement>();

  constructor(data: PageData, open: (test: number, finding: number | undefined) => void) {
    this.#data = data;
    this.element = make(
      "aside",
      { class: "list", "aria-label": "Changes and tests" },
      this.#changes("change", changeOf.news, open),
      this.#changes("open question", changeOf.open, open),
      this.#changes("accepted change", changeOf.accepted, open),
      this.#testList(open),
      make(
        "section",
        { class: "again", "aria-label": "Reproduce" },
        make("h2", {}, "At your desk"),
        make("pre", { tabindex: "0" }, data.reproduce),
      ),
    );
  }

  /** Tests in the order they are listed. */
  get order(): readonly number[] {
    return [...this.#tests.keys()];
  }

  /** Marks what is open, and brings it into view. */
  mark(test: number, finding: number | undefined): void {
    for (const [index, entry] of this.#tests) entry.setAttribute("aria-current", String(index === test));
    for (const [index, entry] of this.#findings) entry.setAttribute("aria-current", String(index === finding));
    (finding === undefined ? this.#tests.get(test) : this.#findings.get(finding))?.scrollIntoView({ block: "nearest" });
  }

  #changes(
    title: string,
    wanted: (finding: PageFinding) => boolean,
    open: (test: number, finding: number | undefined) => void,
  ): HTMLElement | undefined {
    const items = this.#data.findings.flatMap((finding, index) => {
      if (!wanted(finding)) return [];
      const tests = finding.places.length === 1 ? "1 test" : `${finding.places.length} tests`;
      const entry = make(
        "button",
        { type: "button", class: `entry finding${changeOf.news(finding) ? "" : " open"}` },
        make("span", { class: "name" }, finding.sentence),
        make("span", { class: "more" }, `${finding.rank} · ${tests}`),
      );
      entry.addEventListener("click", () => open(finding.places[0]?.test ?? -1, index));
      this.#findings.set(index, entry);
      return [make("li", {}, entry)];
    });
    if (items.length === 0) return undefined;
    const heading = `${items.length} ${title}${items.length === 1 ? "" : "s"}`;
    return make("section", { "aria-label": heading }, make("h2", {}, heading), make("ul", {}, ...items));
  }

  #changed(test: number): boolean {
    return this.#data.findings.some((finding) => changeOf.news(finding) && finding.places.some((place) => place.test === test));
  }

  #testList(open: (test: number, finding: number | undefined) => void): HTMLElement {
    const { tests } = this.#data;
    const sorted = tests
      .map((test, index) => ({ test, index, changed: this.#changed(index) }))
      .sort(
        (a, b) =>
          verdictOrder.indexOf(a.test.verdict) - verdictOrder.indexOf(b.test.verdict) ||
          Number(b.changed) - Number(a.changed) ||
          a.index - b.index,
      );
    const items = sorted.map(({ test, index, changed }) => {
      const entry = this.#entry(test, changed);
      entry.addEventListener("click", () => open(index, undefined));
      this.#tests.set(index, entry);
      return make("li", {}, entry);
    });
    const sums = verdictOrder.flatMap((verdict) => {
      const n = tests.filter((test) => test.verdict === verdict).length;
      return n === 0 ? [] : [make("span", { class: verdict }, `${verdictSigns[verdict] ?? ""} ${n} ${verdict}`)];
    });
    const filter = make("input", { type: "search", placeholder: "Filter tests", "aria-label": "Filter tests", spellcheck: "false" });
    filter.addEventListener("input", () => {
      const wanted = filter.value.trim().toLowerCase().split(/\s+/);
      for (const { test, index, changed } of sorted) {
        const text = `${test.name} ${test.verdict} ${this.#data.suites[test.suite]?.name ?? ""} ${changed ? "changed" : ""}`.toLowerCase();
        const item = this.#tests.get(index)?.closest("li");
        if (item) item.hidden = !wanted.every((word) => text.includes(word));
      }
    });
    return make(
      "section",
      { "aria-label": "Tests" },
      make("h2", {}, tests.length === 1 ? "1 test" : `${tests.length} tests`, make("span", { class: "sums" }, ...sums)),
      tests.length > 8 ? filter : undefined,
      make("ul", {}, ...items),
    );
  }

  #entry(test: PageTest, changed: boolean): HTMLButtonElement {
    const { suites } = this.#data;
    const more = [
      suites.length > 1 ? (suites[test.suite]?.name ?? "") : "",
      test.passed < test.runs && test.runs > 1 ? `${test.passed} of ${test.runs} runs passed` : "",
    ].filter((part) => part !== "");
    return make(
      "button",
      { type: "button", class: "entry test" },
      make("span", { class: `sign ${test.verdict}`, "aria-hidden": "true" }, verdictSigns[test.verdict] ?? ""),
      make("span", { class: "name mono" }, ...breakable(test.name.replace(/^test_/, ""))),
      make("span", { class: "spoken" }, test.verdict),
      changed ? make("span", { class: "badge changed" }, "changed") : undefined,
      test.isNew ? make("span", { class: "badge new" }, "new") : undefined,
      more.length === 0 ? undefined : make("span", { class: "more" }, more.join(" · ")),
    );
  }
}
