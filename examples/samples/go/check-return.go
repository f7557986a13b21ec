// Checks a return to the shop without asking the gateway: go run check-return.go 'https://shop.example/thanks?paymentId=…'
package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"log"
	"net/url"
	"os"
	"strconv"
	"strings"
)

type said struct {
	PaymentID string  `json:"paymentId"`
	Status    string  `json:"status"`
	TS        string  `json:"ts"`
	OrderID   *string `json:"orderId"`
}

// verifyReturn answers what the return says, or nil when this gateway did not sign it.
func verifyReturn(query url.Values, secret string) *said {
	answer := said{PaymentID: query.Get("paymentId"), Status: query.Get("status"), TS: query.Get("ts")}
	parts := []string{answer.PaymentID, answer.Status, answer.TS}
	if query.Has("orderId") {
		orderID := query.Get("orderId")
		answer.OrderID = &orderID
		parts = append(parts, orderID)
	}
	// The key is the secret's text as it is shown: 64 characters, not the 32 bytes that they spell.
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(strings.Join(parts, ".")))
	if !hmac.Equal([]byte(hex.EncodeToString(mac.Sum(nil))), []byte(query.Get("sig"))) {
		return nil
	}
	// Else an order id could stand in the field before it, under the same signature.
	if _, err := strconv.ParseUint(answer.TS, 10, 64); err != nil {
		return nil
	}
	return &answer
}

func main() {
	address, err := url.Parse(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	answer := verifyReturn(address.Query(), os.Getenv("REDIRECT_SECRET"))
	if answer == nil {
		log.Fatal("This return was not signed by the gateway")
	}
	_ = json.NewEncoder(os.Stdout).Encode(answer)
}
