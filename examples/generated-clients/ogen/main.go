// Creates, reads, lists and cancels a payment with the client that ogen makes.
package main

import (
	"context"
	"log"
	"os"
	"slices"

	"github.com/ogen-go/ogen/ogenerrors"

	"generated/client"
)

// The API key, in the header Authorization.
type proof struct{ key string }

func (p proof) Bearer(context.Context, client.OperationName) (client.Bearer, error) {
	return client.Bearer{Token: p.key}, nil
}

func (proof) KeyHeader(context.Context, client.OperationName) (client.KeyHeader, error) {
	return client.KeyHeader{}, ogenerrors.ErrSkipClientSecurity
}

func (proof) ClientToken(context.Context, client.OperationName) (client.ClientToken, error) {
	return client.ClientToken{}, ogenerrors.ErrSkipClientSecurity
}

func main() {
	orderID, ctx := os.Getenv("KP_ORDER_ID"), context.Background()
	gateway, err := client.NewClient(os.Getenv("KP_URL")+"/api/v1", proof{os.Getenv("KP_API_KEY")})
	must(err == nil, "the client is made", err)

	order := &client.CreatePayment{
		Amount:   client.NewOptAmountInput(client.NewStringAmountInput("12.5")),
		Currency: client.NewOptString("KAS"),
		OrderId:  client.NewOptString(orderID),
	}
	answer, err := gateway.PaymentsCreate(ctx, order,
		client.PaymentsCreateParams{IdempotencyKey: client.NewOptString(orderID)})
	created, is := answer.(*client.CreatedPaymentHeaders)
	must(is, "the payment was created", err)
	id := created.Response.ID

	one, err := gateway.PaymentsGet(ctx, client.PaymentsGetParams{ID: id})
	read, is := one.(*client.PaymentAnswerHeaders)
	must(is, "the payment was read", err)
	full, is := read.Response.OneOf.GetPaymentFull()
	must(is && full.OrderId.Value == orderID, "the order id is kept", nil)
	must(full.AmountExpected.Value == "12.50000000", "the amount is kept", nil)

	many, err := gateway.PaymentsList(ctx, client.PaymentsListParams{OrderId: client.NewOptString(orderID)})
	listed, is := many.(*client.PaymentListHeaders)
	must(is, "payments were listed", err)
	found := slices.ContainsFunc(listed.Response.Data, func(row client.PaymentRow) bool { return row.ID == id })
	must(found, "the list holds the payment", nil)

	note := client.NewOptPaymentsCancelReq(client.PaymentsCancelReq{Note: client.NewOptString("Out of stock")})
	last, err := gateway.PaymentsCancel(ctx, note, client.PaymentsCancelParams{ID: id})
	canceled, is := last.(*client.PaymentFullHeaders)
	must(is && canceled.Response.Status == client.PaymentStatusCanceled, "the payment was canceled", err)
}

func must(holds bool, what string, err error) {
	if !holds {
		log.Fatalf("not so: %s: %v", what, err)
	}
}
