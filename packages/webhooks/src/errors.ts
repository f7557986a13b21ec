/** Base of every reason for which `verify` refuses a delivery. Answer 401 and do nothing else. */
export class WebhookVerificationError extends Error {
  override readonly name: string = "WebhookVerificationError";
}

/** `webhook-id`, `webhook-timestamp` or `webhook-signature` is absent or empty; `header` names it. */
export class MissingHeaderError extends WebhookVerificationError {
  override readonly name = "MissingHeaderError";
  readonly header: string;
  constructor(header: string) {
    super(`Header ${header} is missing`);
    this.header = header;
  }
}

/** `webhook-timestamp` is not a plain number of unix seconds. */
export class InvalidTimestampError extends WebhookVerificationError {
  override readonly name = "InvalidTimestampError";
}

/** The delivery is older than the tolerance: a replay, or a wrong clock here. */
export class TimestampTooOldError extends WebhookVerificationError {
  override readonly name = "TimestampTooOldError";
}

/** The delivery is further in the future than the tolerance: usually a wrong clock here. */
export class TimestampTooNewError extends WebhookVerificationError {
  override readonly name = "TimestampTooNewError";
}

/** `webhook-signature` holds no `v1` signature of the right length. */
export class MalformedSignatureError extends WebhookVerificationError {
  override readonly name = "MalformedSignatureError";
}

/** Well-formed, but made over other bytes or with another secret. */
export class SignatureMismatchError extends WebhookVerificationError {
  override readonly name = "SignatureMismatchError";
}

/** Signed correctly, yet not JSON. */
export class InvalidBodyError extends WebhookVerificationError {
  override readonly name = "InvalidBodyError";
}

/** The secret is not `whsec_` + base64 of at least 24 bytes: a mistake in the configuration, not in the delivery. */
export class InvalidSecretError extends Error {
  override readonly name = "InvalidSecretError";
}
