// The contract's values, with zod told first to do without `new Function`. Types come straight from the package.
import "./zod-without-eval.ts";

export {
  CreateApiKey,
  CreateEndpoint,
  CreateLink,
  eventCatalogue,
  RECEIVER_RULE,
  scopes,
  UpdateSettings,
} from "@kaspa-pay/api-contract";
