// Creates, reads, lists and cancels a payment with the client that openapi-generator makes.

import org.openapitools.client.ApiClient;
import org.openapitools.client.api.PaymentsApi;
import org.openapitools.client.api.PaymentsApi.APIPaymentsListRequest;
import org.openapitools.client.model.AmountInput;
import org.openapitools.client.model.CreatePayment;
import org.openapitools.client.model.PaymentFull;
import org.openapitools.client.model.PaymentStatus;
import org.openapitools.client.model.PaymentsCancelRequest;

public class Main {
    public static void main(String[] arguments) throws Exception {
        String orderId = System.getenv("KP_ORDER_ID");
        ApiClient gateway = new ApiClient();
        gateway.updateBaseUri(System.getenv("KP_URL") + "/api/v1");
        gateway.setRequestInterceptor(request ->
            request.header("Authorization", "Bearer " + System.getenv("KP_API_KEY")));
        PaymentsApi payments = new PaymentsApi(gateway);

        CreatePayment order = new CreatePayment().amount(new AmountInput("12.5")).currency("KAS").orderId(orderId);
        String id = payments.paymentsCreate(order, orderId).getId();

        PaymentFull read = payments.paymentsGet(id, null).getPaymentFull();
        expect(orderId.equals(read.getOrderId()), "the payment was read");
        expect("12.50000000".equals(read.getAmountExpected()), "the amount is kept");

        APIPaymentsListRequest query = APIPaymentsListRequest.newBuilder().orderId(orderId).build();
        boolean listed = payments.paymentsList(query).getData().stream().anyMatch(row -> row.getId().equals(id));
        expect(listed, "the list holds the payment");

        PaymentFull canceled = payments.paymentsCancel(id, null, new PaymentsCancelRequest().note("Out of stock"));
        expect(canceled.getStatus() == PaymentStatus.CANCELED, "the payment was canceled");
    }

    private static void expect(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }
}
