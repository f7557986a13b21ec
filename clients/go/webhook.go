package kaspapay

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

const (
	// A rotation sends two; many more would only cost time.
	maxSignatures    = 10
	toleranceSeconds = 300
)

// VerifyWebhook checks a delivery by Standard Webhooks and returns its event. The body is the raw body as received: one
// that was parsed and written again has other bytes. Give the endpoint's secret, or several while you rotate.
// Its errors are *WebhookVerificationError and *InvalidSecretError.
func VerifyWebhook(header http.Header, body []byte, secrets ...string) (*Event, error) {
	return VerifyWebhookAt(time.Now(), header, body, secrets...)
}

// VerifyWebhookAt is VerifyWebhook at this time.
func VerifyWebhookAt(now time.Time, header http.Header, body []byte, secrets ...string) (*Event, error) {
	if len(secrets) == 0 {
		return nil, &InvalidSecretError{"no webhook secret given"}
	}
	keys := make([][]byte, len(secrets))
	for i, secret := range secrets {
		text, found := strings.CutPrefix(secret, "whsec_")
		keys[i] = strictBase64(text)
		if !found || len(keys[i]) < 24 || len(keys[i]) > 64 {
			return nil, &InvalidSecretError{`a webhook secret is "whsec_" followed by base64 of 24 to 64 bytes`}
		}
	}
	var values [3]string
	for i, name := range [3]string{"webhook-id", "webhook-timestamp", "webhook-signature"} {
		// The gateway never sends two values, so they are neither joined nor chosen from.
		if given := header.Values(name); len(given) != 1 || given[0] == "" {
			return nil, refused("missing_header", "header "+name+" is missing")
		}
		values[i] = header.Get(name)
	}
	given := signatures(values[2])
	if len(given) == 0 {
		return nil, refused("malformed_signature", "no v1 signature of 32 bytes in the header")
	}
	if err := checkAge(values[1], now); err != nil {
		return nil, err
	}
	// All pairs are compared, so the time does not tell which secret fits.
	fits := false
	for _, key := range keys {
		mac := hmac.New(sha256.New, key)
		mac.Write([]byte(values[0] + "." + values[1] + "."))
		mac.Write(body)
		expected := mac.Sum(nil)
		for _, signature := range given {
			fits = hmac.Equal(expected, signature) || fits
		}
	}
	if !fits {
		return nil, refused("signature_mismatch", "no signature fits this body, id and timestamp")
	}
	var event Event
	isObject := bytes.HasPrefix(bytes.TrimSpace(body), []byte("{"))
	if !isObject || !utf8.Valid(body) || json.Unmarshal(body, &event) != nil {
		return nil, refused("invalid_body", "the signed body is not the JSON of an event")
	}
	return &event, nil
}

func refused(reason, message string) error { return &WebhookVerificationError{reason, message} }

func signatures(header string) [][]byte {
	var found [][]byte
	parts := strings.Split(header, " ")
	for _, part := range parts[:min(len(parts), maxSignatures)] {
		text, isV1 := strings.CutPrefix(part, "v1,")
		if bytes := strictBase64(text); isV1 && len(bytes) == sha256.Size {
			found = append(found, bytes)
		}
	}
	return found
}

func checkAge(timestamp string, now time.Time) error {
	sent, err := strconv.ParseUint(timestamp, 10, 63)
	if err != nil || len(timestamp) > 12 {
		return refused("invalid_timestamp", "webhook-timestamp is not unix seconds")
	}
	if age := now.Unix() - int64(sent); age > toleranceSeconds {
		return refused("timestamp_too_old", fmt.Sprintf("sent %d seconds ago", age))
	} else if -age > toleranceSeconds {
		return refused("timestamp_too_new", fmt.Sprintf("sent %d seconds in the future", -age))
	}
	return nil
}

// strictBase64 is nil when the text is not exactly standard base64: the decoder alone would skip line breaks.
func strictBase64(text string) []byte {
	decoded, err := base64.StdEncoding.DecodeString(text)
	if err != nil || strings.ContainsAny(text, "\r\n") {
		return nil
	}
	return decoded
}
