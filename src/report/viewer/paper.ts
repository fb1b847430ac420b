/// <reference lib="dom" />
/**
 * The page on paper: the diagram as it is folded and filtered on the screen, in light colours, cut into pictures that no page break cuts
 * again, each with the lanes' names above it.
 */
import { Diagram, type Scene } from "./draw.ts";
import { make } from "./elements.ts";

/** Pixels of a landscape page between its margins, A4 or letter. */
const paperWidth = 960;
const paperRow = 20;
const rowsAPicture = 26;
/** Nobody reads more on paper. */
const mostPictures = 40;

/** The pictures of [scene], and a line that says what is left out. */
export function paperOf(
  scene: Scene,
  titles: (scene: Scene, width: number, diagram: Diagram) => readonly HTMLElement[],
): readonly HTMLElement[] {
  const printed: Scene = { ...scene, axis: "order", rowHeight: paperRow, selected: undefined, hovered: undefined };
  const lines = scene.view.items.length;
  const pictures: HTMLElement[] = [];
  for (let from = 0; from < lines && pictures.length < mostPictures; from += rowsAPicture) {
    const canvas = make("canvas");
    const diagram = new Diagram(canvas);
    const rows = Math.min(rowsAPicture, lines - from);
    // The first and the last picture show the diagram's own margin.
    const top = diagram.topOf(printed, from);
    diagram.draw(printed, top, paperWidth, rows * paperRow, 2);
    pictures.push(make("div", { class: "sheet" }, make("div", { class: "heads" }, ...titles(printed, paperWidth, diagram)), canvas));
  }
  const left = lines - mostPictures * rowsAPicture;
  if (left > 0) pictures.push(make("p", {}, `${left.toLocaleString("en-US")} more lines are not printed; filter them on the screen.`));
  return pictures;
}
