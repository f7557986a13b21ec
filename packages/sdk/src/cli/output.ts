// What the program prints: text for people, or JSON with --json. Errors and notices go to stderr.

export interface Output {
  /** One object: its fields, or the whole as JSON. */
  object(value: object, fields: readonly string[]): void;
  /** One entry of a list or stream: a line, or one line of JSON. */
  entry(value: object, line: string): void;
  /** For people only; to stderr, so that JSON stays JSON. */
  notice(line: string): void;
}

export function outputOf(json: boolean): Output {
  return {
    object(value, fields) {
      if (json) return write(JSON.stringify(value, null, 2));
      const width = Math.max(...fields.map((field) => field.length));
      for (const field of fields) write(`${field.padEnd(width)}  ${shown(Reflect.get(value, field))}`);
    },
    entry: (value, line) => write(json ? JSON.stringify(value) : line),
    notice: (line) => void process.stderr.write(`${line}\n`),
  };
}

/** Columns of a line; each is padded to its width. */
export function columns(...cells: readonly (readonly [text: unknown, width: number])[]): string {
  return cells
    .map(([text, width]) => shown(text).padEnd(width))
    .join("  ")
    .trimEnd();
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return "-";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

const write = (line: string) => void process.stdout.write(`${line}\n`);
