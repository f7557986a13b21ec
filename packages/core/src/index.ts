export type * from "./payment.ts";
