// For workerd, the runtime of Cloudflare Workers.
import * as sdk from "../../dist/index.js";
import { calls } from "./calls.js";

export default { test: (_, env) => calls(sdk, env.GATEWAY) };
