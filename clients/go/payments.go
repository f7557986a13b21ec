package kaspapay

import (
	"context"
	"errors"
	"iter"
	"net/http"
	"net/url"
	"time"
)

// Payments are the calls about payments.
type Payments struct{ client *Client }

// Create makes a payment. With an IdempotencyKey of your own, such as the order id, a second run gets the same one.
func (p Payments) Create(ctx context.Context, params PaymentParams) (*Payment, error) {
	what := call{method: http.MethodPost, repeatable: true, path: "/payments", body: params, idempotencyKey: params.IdempotencyKey}
	return read[Payment](ctx, p.client, what)
}

// Get reads a payment.
func (p Payments) Get(ctx context.Context, id string) (*Payment, error) {
	return read[Payment](ctx, p.client, call{method: http.MethodGet, path: "/payments/" + url.PathEscape(id)})
}

// List gives all payments that fit, over all pages. The filters are those of GET /payments, such as status.
func (p Payments) List(ctx context.Context, filters url.Values) iter.Seq2[Payment, error] {
	return pages[Payment](ctx, p.client, "/payments", filters)
}

// Cancel cancels a payment; the note may be empty. A payment that is canceled already is no error: a retry after a
// lost answer finds it so.
func (p Payments) Cancel(ctx context.Context, id, note string) (*Payment, error) {
	body := map[string]string{}
	if note != "" {
		body["note"] = note
	}
	path := "/payments/" + url.PathEscape(id) + "/cancel"
	payment, err := read[Payment](ctx, p.client, call{method: http.MethodPost, path: path, body: body, repeatable: true})
	var refused *APIError
	if errors.As(err, &refused) && refused.Code == "conflict" {
		if found, readErr := p.Get(ctx, id); readErr == nil && found.Status == "canceled" {
			return found, nil
		}
	}
	return payment, err
}

// WaitResult is how waiting for a payment ended: Outcome is "confirmed", "failed" or "timeout". Payment is as of the
// last look.
type WaitResult struct {
	Outcome string
	Payment *Payment
}

// Wait looks until the payment is confirmed, has failed (expired, canceled, invalid), or the time is over. A gateway
// that does not answer for a while is asked again; its error is returned once the time is over.
func (p Payments) Wait(ctx context.Context, id string, timeout, interval time.Duration) (*WaitResult, error) {
	deadline := time.Now().Add(timeout)
	for {
		payment, err := p.Get(ctx, id)
		isOver := !time.Now().Before(deadline)
		switch {
		case err != nil:
			if isOver || ctx.Err() != nil || !isPassing(err) {
				return nil, err
			}
		case payment.Status == "confirmed":
			return &WaitResult{"confirmed", payment}, nil
		case payment.Status == "expired", payment.Status == "canceled", payment.Status == "invalid":
			return &WaitResult{"failed", payment}, nil
		case isOver:
			return &WaitResult{"timeout", payment}, nil
		}
		if err := sleep(ctx, min(interval, time.Until(deadline))); err != nil {
			return nil, &ConnectionError{err}
		}
	}
}

func read[Answer any](ctx context.Context, c *Client, what call) (*Answer, error) {
	var answer Answer
	if err := c.call(ctx, what, &answer); err != nil {
		return nil, err
	}
	return &answer, nil
}
