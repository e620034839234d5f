// Figures as they are measured, and the table they end in.
//
// A figure belongs to a measure (a row) and a program (a column) and may be noted several times: the
// table shows the median, with the least and the most.
//
// Does not: measure.

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const round = (value) => (value < 10 ? value.toFixed(1) : Math.round(value).toString());

export class Table {
  #rows = new Map();
  #columns = [];

  note(measure, column, value) {
    if (!this.#columns.includes(column)) this.#columns.push(column);
    if (!this.#rows.has(measure)) this.#rows.set(measure, new Map());
    const row = this.#rows.get(measure);
    row.set(column, [...(row.get(column) ?? []), value]);
  }

  /** The median of a figure; undefined where it was not measured. */
  of(measure, column) {
    const values = this.#rows.get(measure)?.get(column);
    return values && median(values);
  }

  /** The greatest of a figure's values. */
  most(measure, column) {
    return Math.max(...this.#rows.get(measure).get(column));
  }

  /** The first column whose name fits. */
  column(words) {
    return this.#columns.find((name) => words.test(name));
  }

  /** Measures that begin with these words. */
  measures(begin) {
    return [...this.#rows.keys()].filter((measure) => measure.startsWith(begin));
  }

  /** A figure with its spread, in words. */
  cell(measure, column) {
    const values = this.#rows.get(measure)?.get(column);
    if (!values) return "";
    const spread = values.length > 1 ? ` (${round(Math.min(...values))} to ${round(Math.max(...values))})` : "";
    return round(median(values)) + spread;
  }

  markdown() {
    const lines = [["", ...this.#columns], ["---", ...this.#columns.map(() => "---:")]];
    for (const measure of this.#rows.keys()) lines.push([measure, ...this.#columns.map((column) => this.cell(measure, column))]);
    return lines.map((line) => `| ${line.join(" | ")} |`).join("\n");
  }
}
