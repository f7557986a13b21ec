// Asks for a refund of a whole payment and prints the link for the customer alone: go run refund.go pay_…
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
	"strings"
)

func main() {
	paymentID := os.Args[1]
	address := os.Getenv("KP_URL") + "/api/v1/payments/" + paymentID + "/refunds"
	body := strings.NewReader(`{"amount": "full", "reason": "Returned goods"}`)
	request, err := http.NewRequest("POST", address, body)
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+os.Getenv("KP_KEY"))
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Idempotency-Key", "refund-"+paymentID)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	var refund struct{ ID, ClaimURL, Code, Error string }
	if err := json.NewDecoder(response.Body).Decode(&refund); err != nil || response.StatusCode != 201 {
		log.Fatal(response.Status, " ", refund.Code, " ", refund.Error)
	}
	fmt.Println(refund.ID, refund.ClaimURL) // the customer names an address there; then your wallet signs
}
