"""Receives webhooks: checks the signature (Standard Webhooks), and handles each entry once. Python 3.9 or newer, no packages.

    python3 receive_webhook.py 8080 whsec_…
"""
import base64
import hashlib
import hmac
import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PORT, SECRET = int(sys.argv[1]), sys.argv[2]
KEY = base64.b64decode(SECRET.removeprefix("whsec_"))
TOLERANCE_SECONDS = 300

# In your program: a unique column in the database, written with the work.
handled = set()


def is_genuine(headers, body):
    """Whether a body was signed with the secret, at most five minutes ago. The bytes as they arrived, before any parser."""
    timestamp = headers.get("webhook-timestamp", "")
    if not timestamp.isdigit() or abs(time.time() - int(timestamp)) > TOLERANCE_SECONDS:
        return False
    signed = f"{headers.get('webhook-id')}.{timestamp}.".encode() + body
    expected = "v1," + base64.b64encode(hmac.new(KEY, signed, hashlib.sha256).digest()).decode()
    # Several while a new secret is introduced. One that matches is enough.
    return any(hmac.compare_digest(each, expected) for each in headers.get("webhook-signature", "").split(" "))


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        genuine = is_genuine(self.headers, body)
        if genuine and self.headers["webhook-id"] not in handled:
            handled.add(self.headers["webhook-id"])
            event = json.loads(body)
            print(self.headers["webhook-id"], event["type"], event.get("cursor", "-"), json.dumps(event["data"]), flush=True)
        self.send_response(204 if genuine else 400)
        self.end_headers()

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", PORT), Receiver)
print("listening on", server.server_address[1], flush=True)
server.serve_forever()
