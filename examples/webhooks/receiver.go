// Receives kaspa-pay webhooks with the standard library: WEBHOOK_SECRET=whsec_... STORE_ID=sto_... go run receiver.go
package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"
)

type price struct {
	Amount   string `json:"amount"`
	Currency string `json:"currency"`
}

type event struct {
	StoreID  string `json:"storeId"`
	Sequence int64  `json:"sequence"` // null, so 0, where the event is about no payment
	Data     struct {
		Payment struct {
			ID      string `json:"id"`
			Status  string `json:"status"`
			OrderID string `json:"orderId"`
			price
		} `json:"payment"`
	} `json:"data"`
}

// Your own records (use your database): the price of each order as you asked it, and what was handled.
var (
	lock    sync.Mutex
	orders  = map[string]price{"order-1001": {"25.00000000", "KAS"}}
	shipped = map[string]bool{}
	handled = map[string]bool{}  // by webhook-id
	newest  = map[string]int64{} // highest sequence, by payment id
)

func isGenuine(key []byte, header http.Header, body []byte) bool {
	id, timestamp := header.Get("webhook-id"), header.Get("webhook-timestamp")
	sent, err := strconv.ParseUint(timestamp, 10, 40)
	if id == "" || err != nil {
		return false
	}
	if age := time.Now().Unix() - int64(sent); age > 300 || age < -300 { // stale, or a wrong clock
		return false
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(id + "." + timestamp + "."))
	mac.Write(body)
	expected := mac.Sum(nil)
	// Two signatures while a secret is being rotated: one of them has to match.
	for _, part := range strings.Split(header.Get("webhook-signature"), " ") {
		text, found := strings.CutPrefix(part, "v1,")
		if !found {
			continue
		}
		given, err := base64.StdEncoding.DecodeString(text)
		// hmac.Equal compares lengths first, then in constant time.
		if err == nil && hmac.Equal(given, expected) {
			return true
		}
	}
	return false
}

// Remember `webhook-id` and skip what you have handled. Act on the state in `data.payment`: ship once when
// `data.payment.status` is `confirmed`, whatever the event's name. Never go back to a lower `sequence`.
func apply(e event, storeID string) {
	if storeID != "" && e.StoreID != storeID { // signed, but about another store
		return
	}
	payment := e.Data.Payment // empty in test events and in those about links, endpoints and wallets
	if asked, known := orders[payment.OrderID]; !known || asked != payment.price {
		return
	}
	if e.Sequence < newest[payment.ID] {
		return
	}
	newest[payment.ID] = e.Sequence
	if payment.Status == "confirmed" && !shipped[payment.OrderID] {
		shipped[payment.OrderID] = true
		log.Printf("ship %s, paid by payment %s", payment.OrderID, payment.ID)
	}
}

func receive(key []byte, storeID string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20)) // the raw bytes: parse only after the check
		if err != nil {
			http.Error(w, "too large", http.StatusRequestEntityTooLarge)
			return
		}
		if !isGenuine(key, r.Header, body) {
			http.Error(w, "bad signature", http.StatusUnauthorized)
			return
		}
		var e event
		if err := json.Unmarshal(body, &e); err != nil {
			http.Error(w, "not JSON", http.StatusBadRequest)
			return
		}
		lock.Lock()
		defer lock.Unlock()
		if id := r.Header.Get("webhook-id"); !handled[id] {
			apply(e, storeID)
			handled[id] = true
		}
		fmt.Fprint(w, "OK")
	}
}

func main() {
	text, found := strings.CutPrefix(os.Getenv("WEBHOOK_SECRET"), "whsec_")
	key, err := base64.StdEncoding.DecodeString(text)
	if !found || err != nil {
		log.Fatal("Set WEBHOOK_SECRET to the endpoint's whsec_... secret")
	}
	port := os.Getenv("PORT")
	if port == "" {
		port = "4000"
	}
	listener, err := net.Listen("tcp", "127.0.0.1:"+port)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("listening on http://%s\n", listener.Addr())
	log.Fatal(http.Serve(listener, receive(key, os.Getenv("STORE_ID"))))
}
