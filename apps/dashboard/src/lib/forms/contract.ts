// The API's schemas as values, with zod configured first to work without `new Function`. Types come from the package.
import "./zod-without-eval.ts";

export {
  CreateApiKey,
  CreateDepositAccount,
  CreateEndpoint,
  CreateLink,
  CreatePayout,
  CreateRefund,
  eventCatalogue,
  eventGroups,
  MAX_IMPORT_ROWS,
  RECEIVER_RULE,
  scopes,
  UpdateDepositSettings,
  UpdateSettings,
} from "@kaspa-pay/api-contract";
