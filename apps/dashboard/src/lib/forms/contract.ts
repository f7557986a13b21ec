// The API's schemas as values, with zod configured first to work without `new Function`. Types come from the package.
import "./zod-without-eval.ts";

export {
  CreateApiKey,
  CreateDepositAccount,
  CreateEndpoint,
  CreateLink,
  eventCatalogue,
  eventGroups,
  RECEIVER_RULE,
  scopes,
  UpdateDepositSettings,
  UpdateSettings,
} from "@kaspa-pay/api-contract";
