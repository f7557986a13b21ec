// Makes the calls of clients/conformance/README.md with this client: a JSON line in, a JSON line out.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"os"
	"time"

	"kaspapay"
)

type input struct {
	BaseURL, APIKey                string
	TimeoutSeconds, BackoffSeconds float64
	MaxRetries                     int
	ID, Note, PaymentID            string
	IntervalSeconds                float64
	IdempotencyKey                 string
	Params                         json.RawMessage
	Filters                        map[string]any
	Method, Path                   string
	Secrets                        []string
	Headers                        map[string]any
	BodyBase64                     []byte
	Now                            int64
	URL                            string
}

func main() {
	var client *kaspapay.Client
	answers := json.NewEncoder(os.Stdout)
	lines := bufio.NewReader(os.Stdin)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return
		}
		var command struct {
			Act   string
			Input input
		}
		must(json.Unmarshal(line, &command))
		answer, err := play(&client, command.Act, command.Input)
		if err != nil {
			must(answers.Encode(map[string]any{"error": errorOf(err)}))
		} else {
			must(answers.Encode(map[string]any{"ok": answer}))
		}
	}
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func seconds(value float64) time.Duration { return time.Duration(value * float64(time.Second)) }

func play(client **kaspapay.Client, act string, in input) (any, error) {
	ctx, c := context.Background(), *client
	switch act {
	case "connect":
		made := kaspapay.New(in.BaseURL, in.APIKey)
		made.Timeout, made.MaxRetries, made.Backoff = seconds(in.TimeoutSeconds), in.MaxRetries, seconds(in.BackoffSeconds)
		*client = made
		return nil, nil
	case "payments.create":
		params := paramsOf[kaspapay.PaymentParams](in)
		params.IdempotencyKey = in.IdempotencyKey
		return c.Payments.Create(ctx, params)
	case "payments.get":
		return c.Payments.Get(ctx, in.ID)
	case "payments.list":
		return collect(c.Payments.List(ctx, filtersOf(in)))
	case "payments.cancel":
		return c.Payments.Cancel(ctx, in.ID, in.Note)
	case "payments.wait":
		waited, err := c.Payments.Wait(ctx, in.ID, seconds(in.TimeoutSeconds), seconds(in.IntervalSeconds))
		if err != nil {
			return nil, err
		}
		return map[string]any{"outcome": waited.Outcome, "payment": waited.Payment}, nil
	case "links.create":
		params := paramsOf[kaspapay.PaymentLinkParams](in)
		params.IdempotencyKey = in.IdempotencyKey
		return c.Links.Create(ctx, params)
	case "refunds.create":
		params := paramsOf[kaspapay.RefundParams](in)
		params.IdempotencyKey = in.IdempotencyKey
		return c.Refunds.Create(ctx, in.PaymentID, params)
	case "payouts.create":
		params := paramsOf[kaspapay.PayoutParams](in)
		params.IdempotencyKey = in.IdempotencyKey
		return c.Payouts.Create(ctx, params)
	case "events.list":
		return collect(c.Events.List(ctx, filtersOf(in)))
	case "request":
		var answer any
		err := c.Request(ctx, in.Method, in.Path, filtersOf(in), nil, &answer)
		return answer, err
	case "webhooks.verify":
		return kaspapay.VerifyWebhookAt(time.Unix(in.Now, 0), headerOf(in), in.BodyBase64, in.Secrets...)
	case "redirects.verify":
		return verifyRedirect(in)
	}
	return nil, errors.New("no act " + act)
}

func verifyRedirect(in input) (any, error) {
	var query url.Values
	if parsed, err := url.Parse(in.URL); err == nil {
		query = parsed.Query()
	}
	said, err := kaspapay.VerifyRedirect(query, in.Secrets...)
	if err != nil {
		return nil, err
	}
	answer := map[string]any{"paymentId": said.PaymentID, "status": said.Status, "ts": said.TS, "orderId": nil}
	if query.Has("orderId") {
		answer["orderId"] = said.OrderID
	}
	return answer, nil
}

func paramsOf[Params any](in input) Params {
	var params Params
	if in.Params != nil {
		must(json.Unmarshal(in.Params, &params))
	}
	return params
}

func filtersOf(in input) url.Values {
	values := url.Values{}
	for name, value := range in.Filters {
		values.Set(name, fmt.Sprint(value))
	}
	return values
}

func headerOf(in input) http.Header {
	header := http.Header{}
	for name, value := range in.Headers {
		if text, isText := value.(string); isText {
			header.Add(name, text)
			continue
		}
		for _, each := range value.([]any) {
			header.Add(name, each.(string))
		}
	}
	return header
}

func collect[Row any](rows iter.Seq2[Row, error]) ([]Row, error) {
	found := []Row{}
	for row, err := range rows {
		if err != nil {
			return nil, err
		}
		found = append(found, row)
	}
	return found, nil
}

func errorOf(err error) map[string]any {
	var refused *kaspapay.APIError
	var unanswered *kaspapay.ConnectionError
	var unverified *kaspapay.WebhookVerificationError
	var unsigned *kaspapay.RedirectVerificationError
	var invalid *kaspapay.InvalidSecretError
	switch {
	case errors.As(err, &refused):
		return map[string]any{
			"type": "api", "status": refused.Status, "code": refused.Code, "param": refused.Param,
			"requestId": refused.RequestID, "retryAfter": refused.RetryAfter.Seconds(), "message": refused.Message,
		}
	case errors.As(err, &unanswered):
		return map[string]any{"type": "connection", "message": unanswered.Error()}
	case errors.As(err, &unverified):
		return map[string]any{"type": "verification", "reason": unverified.Reason}
	case errors.As(err, &unsigned):
		return map[string]any{"type": "redirect"}
	case errors.As(err, &invalid):
		return map[string]any{"type": "invalid_secret", "message": invalid.Message}
	}
	return map[string]any{"type": "argument", "message": err.Error()}
}
