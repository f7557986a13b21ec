package kaspapay

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	mathrand "math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

const (
	longestBackoff = 8 * time.Second
	// A longer Retry-After is the caller's decision: it gets the error with RetryAfter.
	longestWait = time.Minute
	pageSize    = "100"
)

type call struct {
	method, path   string
	query          url.Values
	body           any
	idempotencyKey string
	// repeatable says of a POST that a second one does no harm: by its key, or by what it means.
	repeatable bool
}

// call tries until it succeeds, or until another try is no use or the retries are used up.
func (c *Client) call(ctx context.Context, what call, answer any) error {
	if c.invalid != nil {
		return c.invalid
	}
	var payload []byte
	if what.method != http.MethodGet && what.method != http.MethodDelete {
		payload = []byte("{}")
		if what.body != nil {
			var err error
			if payload, err = json.Marshal(what.body); err != nil {
				return fmt.Errorf("kaspapay: %w", err)
			}
		}
	}
	if what.method == http.MethodPost && what.idempotencyKey == "" {
		// Made once, so that a retry after a lost answer gets the first answer again.
		key := make([]byte, 16)
		if _, err := rand.Read(key); err != nil {
			return fmt.Errorf("kaspapay: %w", err)
		}
		what.idempotencyKey = hex.EncodeToString(key)
	}
	for retries := 0; ; retries++ {
		err := c.try(ctx, what, payload, answer)
		if err == nil || ctx.Err() != nil || !isPassing(err) || retries >= c.MaxRetries {
			return err
		}
		if what.method == http.MethodPost && !what.repeatable && isLost(err) {
			return err
		}
		var asked time.Duration
		var refused *APIError
		if errors.As(err, &refused) {
			asked = refused.RetryAfter
		}
		if asked > longestWait || sleep(ctx, max(asked, c.backoff(retries))) != nil {
			return err
		}
	}
}

// backoff is half chance, so that many clients do not come back at the same moment.
func (c *Client) backoff(retries int) time.Duration {
	longest := min(c.Backoff<<min(retries, 10), longestBackoff)
	return time.Duration(float64(longest) * (0.5 + mathrand.Float64()/2))
}

func (c *Client) try(ctx context.Context, what call, payload []byte, answer any) error {
	ctx, cancel := context.WithTimeout(ctx, c.Timeout)
	defer cancel()
	target := c.root + what.path
	if len(what.query) > 0 {
		target += "?" + what.query.Encode()
	}
	request, err := http.NewRequestWithContext(ctx, what.method, target, bytes.NewReader(payload))
	if err != nil {
		return fmt.Errorf("kaspapay: %w", err)
	}
	request.Header.Set("Authorization", "Bearer "+c.apiKey)
	request.Header.Set("User-Agent", "kaspa-pay-go/0.1.0")
	if payload != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	if what.idempotencyKey != "" {
		request.Header.Set("Idempotency-Key", what.idempotencyKey)
	}
	response, err := c.http.Do(request)
	if err != nil {
		return &ConnectionError{err}
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return &ConnectionError{fmt.Errorf("%s %s: %w", what.method, target, err)}
	}
	if response.StatusCode >= 200 && response.StatusCode < 300 && (len(text) == 0 || json.Valid(text)) {
		if answer == nil || len(text) == 0 {
			return nil
		}
		if err := json.Unmarshal(text, answer); err != nil {
			return fmt.Errorf("kaspapay: %w", err)
		}
		return nil
	}
	return refusal(response, text)
}

func refusal(response *http.Response, text []byte) error {
	var body struct {
		Error, Code, Param string
		RequestID          string `json:"requestId"`
	}
	e := &APIError{Status: response.StatusCode, RetryAfter: retryAfter(response.Header.Get("Retry-After"))}
	if json.Unmarshal(text, &body) == nil && json.Unmarshal(text, &e.Details) == nil {
		e.Code, e.Param, e.RequestID, e.Message = body.Code, body.Param, body.RequestID, body.Error
	}
	if e.Code == "" {
		e.Code, e.Message = "unexpected_answer", response.Status
	}
	return e
}

// retryAfter is 0 when the header is absent or is neither seconds nor an HTTP date.
func retryAfter(header string) time.Duration {
	if seconds, err := strconv.ParseUint(header, 10, 31); err == nil {
		return time.Duration(seconds) * time.Second
	}
	if at, err := http.ParseTime(header); err == nil {
		return max(0, time.Until(at))
	}
	return 0
}

func sleep(ctx context.Context, wait time.Duration) error {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// pages are the rows of all pages, newest first. A page is asked for when its first row is.
func pages[Row any](ctx context.Context, c *Client, path string, filters url.Values) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		query := url.Values{"limit": {pageSize}}
		for name, values := range filters {
			query[name] = values
		}
		for {
			var page struct {
				Data       []Row
				NextCursor string
			}
			if err := c.call(ctx, call{method: http.MethodGet, path: path, query: query}, &page); err != nil {
				var none Row
				yield(none, err)
				return
			}
			for _, row := range page.Data {
				if !yield(row, nil) {
					return
				}
			}
			if page.NextCursor == "" {
				return
			}
			query.Set("cursor", page.NextCursor)
		}
	}
}
