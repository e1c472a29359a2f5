"""Prints each new post once and in order, also if this program or the graph is restarted. Python 3.9 or newer, no packages.

    python3 subscribe.py http://127.0.0.1:4000/graphql cursor.txt [ACCESS TOKEN OR API KEY]
"""
import json
import os
import random
import sys
import time
import urllib.error
import urllib.request

URL, CURSOR_FILE, *CREDENTIAL = sys.argv[1:]
QUERY = "subscription ($after: Cursor) { postPublished(after: $after) { id cursor post { title url } } }"


class Refused(Exception):
    """The subscription cannot continue, for example because the cursor has expired."""


def read_cursor():
    """None before the first run: then only new posts are sent."""
    try:
        with open(CURSOR_FILE, encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        return None


def save_cursor(cursor):
    """Written under another name first, so that a crash never leaves half a cursor."""
    with open(CURSOR_FILE + ".new", "w", encoding="utf-8") as file:
        file.write(cursor)
    os.replace(CURSOR_FILE + ".new", CURSOR_FILE)


def handle(event):
    """What your program does with a post. If it can fail, or be killed, it has to accept the same id twice."""
    if event["post"]:
        print(event["id"], event["post"]["title"], event["post"]["url"], flush=True)


def take(fields):
    """Handles one message of the stream. Returns whether the subscription is over."""
    if fields.get("event") == "next":
        result = json.loads(fields["data"])
        if not result.get("data"):
            raise Refused(result["errors"][0]["message"])
        handle(result["data"]["postPublished"])
    # After the work: a cursor means that everything up to it is done. Heartbeats move it too.
    if fields.get("id"):
        save_cursor(fields["id"])
    return fields.get("event") == "complete"


def follow():
    """Reads one stream until it ends."""
    body = json.dumps({"query": QUERY, "variables": {"after": read_cursor()}}).encode()
    headers = {"content-type": "application/json", "accept": "text/event-stream"}
    if CREDENTIAL:
        headers["authorization"] = "Bearer " + CREDENTIAL[0]
    # There is a heartbeat every ten seconds: after thirty of silence, the connection is dead.
    with urllib.request.urlopen(urllib.request.Request(URL, body, headers), timeout=30) as response:
        fields = {}
        for line in response:
            name, _, value = line.decode().rstrip("\n").partition(":")
            if name or value:
                fields[name] = value.strip()
            elif take(fields):
                return True
            else:
                fields = {}
    return False


while True:
    try:
        if follow():
            break
    except (OSError, urllib.error.URLError):
        pass
    time.sleep(random.uniform(0.5, 2))
