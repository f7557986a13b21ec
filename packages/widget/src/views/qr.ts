// Draws a QR code as one SVG path. Byte mode, level M, versions 5 and 6 only: an address has 67 to 73 characters and a
// payment URI at most 101, so that a general encoder would be three times the size. No logo (it would force level Q).

interface Version {
  readonly size: number;
  readonly blocks: number;
  /** Codewords of each block: data, then error correction (ISO 18004, table 9). */
  readonly data: number;
  readonly check: number;
}

const VERSIONS: readonly Version[] = [
  { size: 37, blocks: 2, data: 43, check: 24 },
  { size: 41, blocks: 4, data: 27, check: 16 },
];
const QUIET_ZONE = 4;
/** Level M and mask 0 with their check bits, masked (ISO 18004, 7.9). */
const FORMAT = 0x5412;

/** Product in GF(256) with the polynomial of QR codes. */
function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    product ^= ((b >> bit) & 1) * a;
  }
  return product;
}

/** Reed-Solomon check words: the remainder of the data by the product of all (x - 2^i). */
function checkWords(data: readonly number[], count: number): number[] {
  let divisor = [1];
  for (let i = 0, root = 1; i < count; i++, root = multiply(root, 2)) {
    const shifted = [...divisor, 0];
    divisor = shifted.map((word, at) => word ^ multiply(divisor[at - 1] ?? 0, root));
  }
  const rest = [...data, ...new Array<number>(count).fill(0)];
  for (let at = 0; at < data.length; at++) {
    const factor = rest[at] ?? 0;
    divisor.forEach((word, i) => {
      rest[at + i] = (rest[at + i] ?? 0) ^ multiply(word, factor);
    });
  }
  return rest.slice(data.length);
}

/** Mode, length, text and padding as codewords, in blocks with their check words, interleaved. */
function codewords(text: Uint8Array, { blocks, data, check }: Version): number[] {
  const words: number[] = [];
  // Mode 4 and the length take 12 bits: every following word straddles two bytes.
  const nibbles = [4, text.length >> 4, text.length & 15];
  for (const byte of text) nibbles.push(byte >> 4, byte & 15);
  nibbles.push(0);
  for (let i = 0; i < nibbles.length; i += 2) words.push(((nibbles[i] ?? 0) << 4) | (nibbles[i + 1] ?? 0));
  for (let pad = 0xec; words.length < blocks * data; pad ^= 0xec ^ 0x11) words.push(pad);
  const rows = Array.from({ length: blocks }, (_, block) => {
    const part = words.slice(block * data, (block + 1) * data);
    return [...part, ...checkWords(part, check)];
  });
  return Array.from(
    { length: (data + check) * blocks },
    (_, i) => rows[i % blocks]?.[Math.floor(i / blocks)] ?? 0,
  );
}

type Grid = (number | undefined)[][];

/** Finder, alignment and timing patterns; the format of level M with mask 0; the one module that is always dark. */
function patterns(size: number): Grid {
  const grid: Grid = Array.from({ length: size }, () => new Array<number | undefined>(size).fill(undefined));
  const set = (x: number, y: number, dark: number | boolean) => {
    if (grid[y] && x >= 0 && x < size) grid[y][x] = Number(dark);
  };
  const rings = (centreX: number, centreY: number, radius: number, light: readonly number[]) => {
    for (let y = -radius; y <= radius; y++)
      for (let x = -radius; x <= radius; x++)
        set(centreX + x, centreY + y, !light.includes(Math.max(Math.abs(x), Math.abs(y))));
  };
  for (let i = 8; i < size - 8; i++) {
    set(i, 6, i % 2 === 0);
    set(6, i, i % 2 === 0);
  }
  rings(3, 3, 4, [2, 4]);
  rings(size - 4, 3, 4, [2, 4]);
  rings(3, size - 4, 4, [2, 4]);
  rings(size - 7, size - 7, 2, [1]);
  for (let i = 0; i < 15; i++) {
    const bit = (FORMAT >> i) & 1;
    set(8, i < 6 ? i : i < 8 ? i + 1 : size - 15 + i, bit);
    set(i < 8 ? size - 1 - i : i < 9 ? 7 : 14 - i, 8, bit);
  }
  set(8, size - 8, 1);
  return grid;
}

/**
 * Runs the words through the free modules, two columns at a time, up and down from the right. Mask 0 (a chessboard)
 * always: masks break up the long runs of plain text, and an address is random text that has none.
 */
function fill(grid: Grid, words: readonly number[]): Grid {
  const size = grid.length;
  let bit = 0;
  for (let right = size - 1; right > 0; right -= right === 8 ? 3 : 2) {
    for (let step = 0; step < size; step++) {
      const y = (right + 1) & 2 ? step : size - 1 - step;
      for (const x of [right, right - 1]) {
        const row = grid[y];
        if (!row || row[x] !== undefined) continue;
        row[x] = (((words[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) ^ ((x + y + 1) & 1);
        bit++;
      }
    }
  }
  return grid;
}

/** Path data of the dark modules, one bar per run, and the side length in modules, quiet zone of 4 included. */
export function qrPath(content: string): { readonly path: string; readonly size: number } {
  const text = new TextEncoder().encode(content);
  const version = VERSIONS.find(({ blocks, data }) => text.length + 2 <= blocks * data);
  if (!version) return { path: "", size: 1 };
  const grid = fill(patterns(version.size), codewords(text, version));
  let path = "";
  grid.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      const start = x;
      while (row[x]) x++;
      if (x > start) path += `M${start + QUIET_ZONE} ${y + QUIET_ZONE}h${x - start}v1h-${x - start}z`;
    }
  });
  return { path, size: version.size + 2 * QUIET_ZONE };
}
