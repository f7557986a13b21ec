// Follows a payment to its end, without a key; ends with 0 when it is confirmed: go run poll.go pay_…
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
	"time"
)

func main() {
	last := ""
	for {
		response, err := http.Get(os.Getenv("KP_URL") + "/api/v1/payments/" + os.Args[1] + "/status")
		if err != nil {
			log.Fatal(err)
		}
		var payment struct{ Status, Code, Error string }
		err = json.NewDecoder(response.Body).Decode(&payment)
		response.Body.Close()
		if err != nil || response.StatusCode != 200 {
			log.Fatal(response.Status, " ", payment.Code, " ", payment.Error)
		}
		if payment.Status != last {
			fmt.Println(payment.Status)
		}
		last = payment.Status
		switch last {
		case "pending", "underpaid", "confirming":
			time.Sleep(3 * time.Second)
		case "confirmed":
			return
		default:
			os.Exit(1)
		}
	}
}
