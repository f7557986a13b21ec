// Makes a payment for an order; keep the id, send the customer to the URL: go run create-payment.go order-1001
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
)

func main() {
	orderID := os.Args[1]
	body, _ := json.Marshal(map[string]string{
		"amount":      "25.00",
		"currency":    "USD",
		"orderId":     orderID,
		"redirectUrl": "https://shop.example/thanks",
	})
	request, err := http.NewRequest("POST", os.Getenv("KP_URL")+"/api/v1/payments", bytes.NewReader(body))
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+os.Getenv("KP_KEY"))
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Idempotency-Key", orderID) // a repeated request answers the same payment
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	var payment struct{ ID, CheckoutURL, Code, Error string }
	if err := json.NewDecoder(response.Body).Decode(&payment); err != nil || response.StatusCode != 201 {
		log.Fatal(response.Status, " ", payment.Code, " ", payment.Error)
	}
	fmt.Println(payment.ID, payment.CheckoutURL)
}
