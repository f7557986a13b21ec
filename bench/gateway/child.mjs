// The built gateway in a process of its own. Only its request limits are lifted: the load comes from one address.

import { loadConfig } from "@kaspa-pay/server/config";
import { compose } from "@kaspa-pay/server/container";

const MANY = 1_000_000_000;
const limits = {
  readsPerMinute: MANY,
  writesPerMinute: MANY,
  statusPerMinute: MANY,
  publicReadsPerMinute: MANY,
};

const gateway = await compose(loadConfig(), { limits });
await gateway.start();
process.send?.({ url: gateway.url });
process.on("SIGTERM", () => void gateway.stop().then(() => process.exit(0)));
process.on("disconnect", () => process.exit(1));
