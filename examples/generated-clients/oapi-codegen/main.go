// Creates, reads, lists and cancels a payment with the client that oapi-codegen makes.
package main

import (
	"context"
	"log"
	"net/http"
	"os"
	"slices"

	"generated/client"
)

func main() {
	orderID, ctx := os.Getenv("KP_ORDER_ID"), context.Background()
	proof := func(_ context.Context, request *http.Request) error {
		request.Header.Set("Authorization", "Bearer "+os.Getenv("KP_API_KEY"))
		return nil
	}
	gateway, err := client.NewClientWithResponses(os.Getenv("KP_URL")+"/api/v1", client.WithRequestEditorFn(proof))
	must(err == nil, "the client is made", err)

	var amount client.AmountInput
	must(amount.FromAmountInput0("12.5") == nil, "the amount is text", nil)
	currency, note := "KAS", "Out of stock"
	created, err := gateway.PaymentsCreateWithResponse(ctx,
		&client.PaymentsCreateParams{IdempotencyKey: &orderID},
		client.CreatePayment{Amount: &amount, Currency: &currency, OrderId: &orderID})
	must(err == nil && created.JSON201 != nil, "the payment was created", err)
	id := created.JSON201.Id

	read, err := gateway.PaymentsGetWithResponse(ctx, id, nil)
	must(err == nil && read.JSON200 != nil, "the payment was read", err)
	full, err := read.JSON200.AsPaymentFull()
	must(err == nil && *full.OrderId == orderID, "the order id is kept", err)
	must(*full.AmountExpected == "12.50000000", "the amount is kept", nil)

	listed, err := gateway.PaymentsListWithResponse(ctx, &client.PaymentsListParams{OrderId: &orderID})
	must(err == nil && listed.JSON200 != nil, "payments were listed", err)
	found := slices.ContainsFunc(listed.JSON200.Data, func(row client.PaymentRow) bool { return row.Id == id })
	must(found, "the list holds the payment", nil)

	canceled, err := gateway.PaymentsCancelWithResponse(ctx, id, nil,
		client.PaymentsCancelJSONRequestBody{Note: &note})
	must(err == nil && canceled.JSON200 != nil, "the payment was canceled", err)
	must(canceled.JSON200.Status == "canceled", "the state is canceled", nil)
}

func must(holds bool, what string, err error) {
	if !holds {
		log.Fatalf("not so: %s: %v", what, err)
	}
}
