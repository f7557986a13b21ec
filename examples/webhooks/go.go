// Receives kaspa-pay webhooks with the standard library: WEBHOOK_SECRET=whsec_... STORE_ID=sto_... go run go.go
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

type event struct {
	Event   string `json:"event"`
	StoreID string `json:"storeId"`
	Data    struct {
		Payment struct {
			ID             string `json:"id"`
			OrderID        string `json:"orderId"`
			AmountExpected string `json:"amountExpected"`
		} `json:"payment"`
	} `json:"data"`
}

// Your own records: what each order must have brought in, and which deliveries were handled (use your database).
var (
	lock    sync.Mutex
	orders  = map[string]string{"order-1001": "25.00000000"}
	paid    = map[string]bool{}
	handled = map[string]bool{}
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

func apply(e event, storeID string) {
	if storeID != "" && e.StoreID != storeID { // signed, but about another store
		return
	}
	if e.Event != "payment.confirmed" { // the only event that means: hand over the goods
		return
	}
	payment := e.Data.Payment
	if amount, known := orders[payment.OrderID]; !known || amount != payment.AmountExpected || paid[payment.OrderID] {
		return
	}
	paid[payment.OrderID] = true
	log.Printf("order %s is paid by payment %s", payment.OrderID, payment.ID)
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
			handled[id] = true // deliveries repeat: at least once, same id
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
