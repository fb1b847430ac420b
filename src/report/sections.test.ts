import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderComment } from "./markdown.ts";
import { driftReport, failureReport, sampleReport } from "./sample.ts";
import { commentMarker, makeSection, mergeSections, parseSections } from "./sections.ts";

const section = (id: string, order: number, body = `### ${id} at ${order}`): string => makeSection(id, "abc123", order, body);

describe("merging sections", () => {
  test("makes a comment that begins with our marker", () => {
    expect(mergeSections(undefined, section("x64", 1)).split("\n")[0]).toBe(commentMarker);
  });

  test("replaces the section of the same id and leaves the others alone", () => {
    const both = mergeSections(mergeSections(undefined, section("x64", 1)), section("arm64", 1));
    const again = mergeSections(both, section("x64", 2));
    expect(parseSections(again).map(({ id, order, sha }) => [id, order, sha])).toEqual([
      ["arm64", 1, "abc123"],
      ["x64", 2, "abc123"],
    ]);
  });

  test("lets the newer run win, whichever wrote last", () => {
    const newest = mergeSections(undefined, section("x64", 9, "### new"));
    expect(mergeSections(newest, section("x64", 8, "### old"))).toBe(newest);
    expect(mergeSections(newest, section("x64", 9, "### again"))).toContain("### again");
  });

  test("ends in the same body in every order of writing", () => {
    const sections = fc.uniqueArray(fc.record({ id: fc.constantFrom("a", "b", "c", "d"), order: fc.integer({ min: 0, max: 9 }) }), {
      selector: ({ id, order }) => `${id}${order}`,
      minLength: 1,
    });
    fc.assert(
      fc.property(
        sections.chain((items) => fc.tuple(fc.constant(items), fc.shuffledSubarray(items, { minLength: items.length }))),
        ([first, second]) => {
          const write = (items: typeof first): string | undefined =>
            items.reduce<string | undefined>((text, { id, order }) => mergeSections(text, section(id, order)), undefined);
          expect(write(second)).toBe(write(first));
        },
      ),
      { seed: 1 },
    );
  });

  test("keeps any id apart from any other", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (a, b) => {
        const body = mergeSections(mergeSections(undefined, section(a, 1)), section(b, 1));
        expect(parseSections(body)).toHaveLength(a.toWellFormed() === b.toWellFormed() ? 1 : 2);
        expect(parseSections(body).map(({ id }) => id)).toContain(a.toWellFormed());
      }),
      { seed: 1 },
    );
  });

  test("keeps what was accepted for as long as the commit is the same", () => {
    const accepted = makeSection("~accepted-7", "aaa", 7, "### accepted", ["0011223344556677"]);
    const body = mergeSections(mergeSections(undefined, makeSection("x64", "aaa", 1, "### drift", ["0011223344556677"])), accepted);
    expect(parseSections(body).map(({ id, findings }) => [id, findings])).toEqual([
      ["x64", ["0011223344556677"]],
      ["~accepted-7", ["0011223344556677"]],
    ]);
    const again = mergeSections(body, makeSection("arm64", "aaa", 2, "### drift"));
    expect(parseSections(again).map(({ id }) => id)).toEqual(["arm64", "x64", "~accepted-7"]);
    const newer = mergeSections(again, makeSection("x64", "bbb", 3, "### drift"));
    expect(parseSections(newer).map(({ id }) => id)).toEqual(["arm64", "x64"]);
    expect(mergeSections(again, makeSection("x64", "bbb", 0, "### late"))).toBe(again);
  });

  test("ignores what others wrote around and what is not closed", () => {
    const body = `hello\n${section("a", 1)}\nworld\n<!-- faultbox:section id="b" sha="" order="1" -->\nno end`;
    expect(parseSections(body).map(({ id }) => id)).toEqual(["a"]);
    expect(parseSections(body.replaceAll("\n", "\r\n")).map(({ id }) => id)).toEqual(["a"]);
  });

  test("shortens the longest sections first and stays under 60,000", () => {
    const fold = `<details>\n<summary>s</summary>\n\n${"x".repeat(30_000)}\n\n</details>`;
    let body = mergeSections(undefined, section("short", 1, "### short\n\n<details>\n<summary>s</summary>\n\nkept\n\n</details>"));
    for (let n = 0; n < 4; n++) body = mergeSections(body, section(`long${n}`, 1, `### long ${n}\n\ntext\n\n${fold}`));
    expect(body.length).toBeLessThanOrEqual(60_000);
    expect(parseSections(body)).toHaveLength(5);
    expect(body).toContain("kept");
    for (let n = 0; n < 4; n++) expect(body).toContain(`### long ${n}`);
    expect(body).toContain("Details are left out here");
  });

  test("survives hundreds of full sections", () => {
    let body: string | undefined;
    const text = renderComment(driftReport());
    for (let n = 0; n < 300; n++) body = mergeSections(body, text.replaceAll('id="default"', `id="job-${n}"`));
    expect(body?.length).toBeLessThanOrEqual(60_000);
  });

  test("takes what renderComment makes", () => {
    const body = [sampleReport({ id: "a" }), failureReport()].reduce<string | undefined>(
      (text, report) => mergeSections(text, renderComment(report, { order: 3 })),
      undefined,
    );
    expect(parseSections(body ?? "").map(({ id, order }) => [id, order])).toEqual([
      ["a", 3],
      ["default", 3],
    ]);
  });
});
