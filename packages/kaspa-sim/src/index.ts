export type * from "./control/controls.ts";
export { newDemoAccountKey } from "./demo-account.ts";
export { type SimNode, type SimOptions, startSimNode } from "./node.ts";
