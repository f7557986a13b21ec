// Package kaspapay is a client of the kaspa-pay payment gateway. Amounts are decimal text, never floats.
package kaspapay

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Client is a gateway and an API key. Change its fields before the first call; goroutines may share it afterwards.
type Client struct {
	Payments Payments
	Links    PaymentLinks
	Refunds  Refunds
	Payouts  Payouts
	Events   Events

	// Timeout limits each try, not the whole call: a context does that. Default 10 s.
	Timeout time.Duration
	// MaxRetries is how often a call is retried. Default 3.
	MaxRetries int
	// Backoff is the longest wait before the first retry; it doubles with each. Default 500 ms.
	Backoff time.Duration

	root    string
	apiKey  string
	http    *http.Client
	invalid error
}

// New makes a client of the gateway at this URL, for example https://pay.example.com. Calls fail when it is none,
// or when the key is no key.
func New(baseURL, apiKey string) *Client {
	root := strings.TrimSuffix(strings.TrimSuffix(strings.TrimRight(baseURL, "/"), "/api/v1"), "/api")
	c := &Client{
		Timeout:    10 * time.Second,
		MaxRetries: 3,
		Backoff:    500 * time.Millisecond,
		root:       root + "/api/v1",
		apiKey:     apiKey,
		// The key goes to the gateway and nowhere else.
		http: &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }},
	}
	parsed, err := url.Parse(baseURL)
	if err != nil || parsed.Host == "" || (parsed.Scheme != "http" && parsed.Scheme != "https") {
		c.invalid = errors.New("kaspapay: baseURL is the gateway's URL, for example https://pay.example.com")
	} else if apiKey == "" || strings.ContainsAny(apiKey, " \r\n\t") {
		c.invalid = errors.New("kaspapay: apiKey is empty, or holds a blank or a line break")
	}
	c.Payments, c.Links = Payments{c}, PaymentLinks{c}
	c.Refunds, c.Payouts, c.Events = Refunds{c}, Payouts{c}, Events{c}
	return c
}

// Request calls any other operation of the API, for example GET /balances, and reads the answer into answer.
// Its errors are *APIError and *ConnectionError. A POST is retried only when it was not carried out: after 429, and after
// 503 with Retry-After.
func (c *Client) Request(ctx context.Context, method, path string, query url.Values, body, answer any) error {
	return c.call(ctx, call{method: method, path: path, query: query, body: body}, answer)
}
