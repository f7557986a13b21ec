export type * from "./control/controls.ts";
export { newDemoAccountKey, type SimNode, type SimOptions, startSimNode } from "./node.ts";
