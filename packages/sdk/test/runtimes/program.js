// For Bun and Deno.
import * as sdk from "../../dist/index.js";
import { calls } from "./calls.js";

await calls(sdk, process.env.GATEWAY);
