export type * from "./control/controls.ts";
export { type SimNode, type SimOptions, startSimNode } from "./node.ts";
