// Prints all payments, the newest first: KP_URL=… KP_KEY=… go run list-all.go
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"net/url"
	"os"
)

type page struct {
	Data        []struct{ ID, Status, AmountReceived string }
	NextCursor  *string
	Code, Error string
}

func read(cursor string) page {
	query := url.Values{"limit": {"100"}}
	if cursor != "" {
		query.Set("cursor", cursor)
	}
	request, err := http.NewRequest("GET", os.Getenv("KP_URL")+"/api/v1/payments?"+query.Encode(), nil)
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+os.Getenv("KP_KEY"))
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	var answer page
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil || response.StatusCode != 200 {
		log.Fatal(response.Status, " ", answer.Code, " ", answer.Error)
	}
	return answer
}

func main() {
	for cursor := ""; ; {
		payments := read(cursor)
		for _, payment := range payments.Data {
			fmt.Println(payment.ID, payment.Status, payment.AmountReceived)
		}
		if payments.NextCursor == nil {
			return
		}
		cursor = *payments.NextCursor
	}
}
