# The handler that KasperoPay prints for Python and Flask, in a program that listens.
from flask import Flask, request
from werkzeug.serving import make_server

app = Flask(__name__)

@app.route('/api/kaspa-webhook', methods=['POST'])
def webhook():
    data = request.json

    if data.get('event') == 'payment.completed':
        print(f"Payment {data['payment_id']} completed: {data['amount_kas']} KAS", flush=True)

        # Update your database, fulfill order, etc.

    return 'OK', 200

server = make_server('127.0.0.1', 0, app)
print(f'listening on http://127.0.0.1:{server.port}', flush=True)
server.serve_forever()
