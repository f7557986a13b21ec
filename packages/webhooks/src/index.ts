export {
  InvalidBodyError,
  InvalidSecretError,
  InvalidTimestampError,
  MalformedSignatureError,
  MissingHeaderError,
  SignatureMismatchError,
  TimestampTooNewError,
  TimestampTooOldError,
  WebhookVerificationError,
} from "./errors.ts";
export { generateSecret } from "./secret.ts";
export { generateTestHeaders, kasPaySignature, type SignedDelivery, sign, signatureHeaders } from "./sign.ts";
export { type VerifyOptions, verify, type WebhookEvent, type WebhookHeaders } from "./verify.ts";
