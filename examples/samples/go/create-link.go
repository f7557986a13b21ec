// Makes a payment link and prints the URL to share: KP_URL=… KP_KEY=… go run create-link.go
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
	body := strings.NewReader(`{"title": "Bag of coffee", "amount": "12.50", "currency": "USD"}`)
	request, err := http.NewRequest("POST", os.Getenv("KP_URL")+"/api/v1/links", body)
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+os.Getenv("KP_KEY"))
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	var link struct{ URL, Code, Error string }
	if err := json.NewDecoder(response.Body).Decode(&link); err != nil || response.StatusCode != 201 {
		log.Fatal(response.Status, " ", link.Code, " ", link.Error)
	}
	fmt.Println(link.URL)
}
