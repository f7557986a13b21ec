package kaspapay

import (
	"errors"
	"fmt"
	"time"
)

// APIError is an answer of the gateway that refuses. Decide by Code: it is one of a closed set.
type APIError struct {
	Status int
	// Code is for programs; "unexpected_answer" when it was none of the gateway's, for example a proxy's page.
	Code string
	// Param is the field at fault, if one is.
	Param string
	// RequestID finds the call in the gateway's log.
	RequestID string
	Message   string
	// RetryAfter is how long the gateway asked to wait.
	RetryAfter time.Duration
	// Details is the whole body, with the facts that some codes add: issues, minimum, scope, paymentId.
	Details map[string]any
}

func (e *APIError) Error() string {
	return fmt.Sprintf("kaspapay: %d %s: %s", e.Status, e.Code, e.Message)
}

// ConnectionError says that no whole answer came: refused, cut off, or out of time. A POST may or may not have been
// carried out.
type ConnectionError struct{ Err error }

func (e *ConnectionError) Error() string { return "kaspapay: " + e.Err.Error() }
func (e *ConnectionError) Unwrap() error { return e.Err }

// WebhookVerificationError refuses a delivery: answer 401 and do nothing else. Reason is one word for each cause.
type WebhookVerificationError struct{ Reason, Message string }

func (e *WebhookVerificationError) Error() string { return "kaspapay: " + e.Message }

// RedirectVerificationError says that the gateway did not sign a return.
type RedirectVerificationError struct{}

func (e *RedirectVerificationError) Error() string {
	return "kaspapay: the gateway did not sign this return"
}

// InvalidSecretError says that your own secret is missing or has another form: a mistake of the configuration.
type InvalidSecretError struct{ Message string }

func (e *InvalidSecretError) Error() string { return "kaspapay: " + e.Message }

// isPassing tells whether a call may succeed later: no answer, too many calls, or a fault of the gateway.
func isPassing(err error) bool {
	var refused *APIError
	if errors.As(err, &refused) {
		return refused.Status == 429 || refused.Status >= 500
	}
	var unanswered *ConnectionError
	return errors.As(err, &unanswered)
}

// isLost tells whether a call may have been carried out although no answer says so.
func isLost(err error) bool {
	var refused *APIError
	if errors.As(err, &refused) {
		return refused.Status >= 500 && (refused.Status != 503 || refused.RetryAfter == 0)
	}
	return isPassing(err)
}
