package kaspapay

import (
	"context"
	"iter"
	"net/http"
	"net/url"
)

// PaymentLinks are the calls about payment links.
type PaymentLinks struct{ client *Client }

// Create makes a payment link.
func (l PaymentLinks) Create(ctx context.Context, params PaymentLinkParams) (*PaymentLink, error) {
	what := call{method: http.MethodPost, repeatable: true, path: "/links", body: params, idempotencyKey: params.IdempotencyKey}
	return read[PaymentLink](ctx, l.client, what)
}

// Refunds are the calls about refunds.
type Refunds struct{ client *Client }

// Create makes a refund. Empty params: all that is left of the payment, to an address that the payer names at ClaimURL.
func (r Refunds) Create(ctx context.Context, paymentID string, params RefundParams) (*Refund, error) {
	path := "/payments/" + url.PathEscape(paymentID) + "/refunds"
	what := call{method: http.MethodPost, repeatable: true, path: path, body: params, idempotencyKey: params.IdempotencyKey}
	return read[Refund](ctx, r.client, what)
}

// Payouts are the calls about payouts.
type Payouts struct{ client *Client }

// Create makes a payout.
func (p Payouts) Create(ctx context.Context, params PayoutParams) (*Payout, error) {
	what := call{method: http.MethodPost, repeatable: true, path: "/payouts", body: params, idempotencyKey: params.IdempotencyKey}
	return read[Payout](ctx, p.client, what)
}

// Events are the calls about events.
type Events struct{ client *Client }

// List gives all events that fit, newest first, over all pages. The filters are those of GET /events, such as type.
func (e Events) List(ctx context.Context, filters url.Values) iter.Seq2[Event, error] {
	return pages[Event](ctx, e.client, "/events", filters)
}
