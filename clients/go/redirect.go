package kaspapay

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"regexp"
	"strings"
)

// Return is what a signed return says. It proves that the gateway sent the customer, not that anybody paid.
type Return struct {
	PaymentID, Status string
	// TS is the time of signing: unix seconds, as text.
	TS string
	// OrderID is empty when the return has none.
	OrderID string
}

var (
	redirectSecret = regexp.MustCompile(`\A[0-9a-f]{64}\z`)
	unixSeconds    = regexp.MustCompile(`\A[0-9]{1,12}\z`)
)

// VerifyRedirect checks a customer's return to the shop by its query, locally. Give the store's redirect secret, or
// several while it is replaced. Its errors are *RedirectVerificationError and *InvalidSecretError.
func VerifyRedirect(query url.Values, secrets ...string) (*Return, error) {
	for _, secret := range secrets {
		if !redirectSecret.MatchString(secret) {
			return nil, &InvalidSecretError{"a redirect secret is 64 hex digits, as the dashboard shows them"}
		}
	}
	if len(secrets) == 0 {
		return nil, &InvalidSecretError{"no redirect secret given"}
	}
	for _, name := range []string{"paymentId", "status", "ts", "orderId", "sig"} {
		// A field that comes twice could be read differently here and in the shop.
		if count := len(query[name]); count > 1 || (count == 0 && name != "orderId") {
			return nil, &RedirectVerificationError{}
		}
	}
	said := Return{query.Get("paymentId"), query.Get("status"), query.Get("ts"), query.Get("orderId")}
	// Without this, text could move from one field into its neighbour under the same signature.
	if strings.Contains(said.PaymentID+said.Status, ".") || !unixSeconds.MatchString(said.TS) {
		return nil, &RedirectVerificationError{}
	}
	text := said.PaymentID + "." + said.Status + "." + said.TS
	if query.Has("orderId") {
		text += "." + said.OrderID
	}
	fits := false
	for _, secret := range secrets {
		// The key is the secret's text as it is shown, not the 32 bytes that it spells.
		mac := hmac.New(sha256.New, []byte(secret))
		mac.Write([]byte(text))
		fits = hmac.Equal([]byte(hex.EncodeToString(mac.Sum(nil))), []byte(query.Get("sig"))) || fits
	}
	if !fits {
		return nil, &RedirectVerificationError{}
	}
	return &said, nil
}
