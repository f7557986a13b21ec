import { expect, it } from "vitest";
import { faultsOf } from "./row-faults.ts";

it("faults of an import name row and column as a spreadsheet counts them, or the file as a whole", () => {
  const faults = faultsOf([
    { path: "csv.row 7.amount", message: "Minimum amount is 0.2 KAS" },
    { path: "csv.row 9", message: "3 cells, the header has 4" },
    { path: "csv", message: "The file has no rows" },
  ]);
  expect(faults.map(({ row, column }) => [row, column])).toEqual([
    [7, "amount"],
    [9, null],
    [null, null],
  ]);
});
