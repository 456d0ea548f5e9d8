"""Reads WizData with nothing but Python's standard library (3.9 or newer).

    WIZDATA_URL=http://127.0.0.1:8787 python3 docs/examples/quickstart.py

Without WIZDATA_KEY it reads as anonymous, at a lower limit.
"""

import csv
import io
import json
import os
import time
import urllib.error
import urllib.parse
import urllib.request
from decimal import Decimal

BASE = os.environ.get("WIZDATA_URL", "http://127.0.0.1:8787").rstrip("/")
KEY = os.environ.get("WIZDATA_KEY")
# Codes of https://.../problems whose request makes sense again.
RETRY = {"rate_limited", "quota_exceeded", "source_unavailable", "dependency_unavailable", "timeout"}


def send(path, attempts=4, **query):
    """The answer, to be read. Waits as Retry-After says, where waiting helps."""
    url = BASE + urllib.parse.quote(path, safe="/:")
    if query:
        url += "?" + urllib.parse.urlencode(query)
    # The version that this program was written for: answers keep its shape.
    headers = {"Wiz-Version": "2026-11-24", "User-Agent": "wizdata-quickstart"}
    if KEY:
        headers["Authorization"] = "Bearer " + KEY
    try:
        return urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=30)
    except urllib.error.HTTPError as error:
        if not error.headers.get("Content-Type", "").startswith("application/problem+json"):
            raise
        problem = json.load(error)
        wait = int(error.headers.get("Retry-After", 1))
        if attempts > 1 and problem["code"] in RETRY and wait <= 60:
            time.sleep(wait)
            return send(path, attempts - 1, **query)
        raise SystemExit(f"{problem['code']}: {problem['detail']} ({problem['request_id']})") from error


def get(path, **query):
    with send(path, **query) as response:
        return response.read()


def read(path, **query):
    answer = json.loads(get(path, **query))
    return answer["data"], answer["meta"]


def stream(path, **query):
    """All rows in one answer, each as its line comes. The last line says whether they are all."""
    last = {}
    with send(path, format="ndjson", pages="all", **query) as response:
        for line in response:
            if last:
                yield last
            last = json.loads(line)
    if last.get("meta", {}).get("complete") is not True:
        raise SystemExit(f"the answer was cut: {last.get('problem', 'the connection broke')}")


def rows(path, **query):
    """All rows, page after page."""
    cursor = None
    while True:
        page, meta = read(path, **query, **({"cursor": cursor} if cursor else {}))
        yield from page
        cursor = meta["next_cursor"]
        if cursor is None:
            return


def main():
    # Columns: one list for each field, ready for a data frame. Decimals are text, so that no digit is lost.
    bars, meta = read("/v1/bars/XJSE:NPN", limit=5, format="columns", unit="ZAR")
    print(f"XJSE:NPN in {meta['unit']}, said by {meta['source']}" + (", a sample" if meta["is_sample"] else ""))
    for day, close in zip(bars["session_date"], bars["close"]):
        print(f"  {day}  {Decimal(close):>10}")

    # Cursors: small pages, followed to the end.
    names = [series["series_id"] for series in rows("/v1/series", entity="ZAF", limit=20)]
    print(f"{len(names)} series of South Africa, from {names[0]} to {names[-1]}")

    # Streaming: a whole history in one answer, row by row, of which no more than two are in memory.
    history = stream("/v1/bars/BINANCE:BTC-USDT", interval="1d", fields="time,close")
    highest = max(history, key=lambda bar: Decimal(bar["close"]))
    print(f"the highest daily close of BTC-USDT was {highest['close']} on {highest['time'][:10]}")

    # CSV: any list is a table, too.
    table = list(csv.DictReader(io.StringIO(get("/v1/rates/EUR-ZAR", format="csv").decode())))
    print(f"on {table[-1]['date']} 1 EUR was {table[-1]['value']} ZAR")

    # Provenance: from a bar to the payload that it came from.
    origin, _ = read("/v1/provenance/" + bars["fetch_id"][-1])
    print(f"the last bar came from {origin['url']}")
    print(f"  fetched {origin['fetched_at']}, sha256 {origin['sha256']}")

    # What was known at a past moment: nothing yet, ten years before anything was recorded.
    before, _ = read("/v1/bars/XJSE:NPN", limit=5, as_of="2016-01-01")
    print(f"known at the start of 2016: {len(before)} bars")

    # Files: published exchange rates, a year each.
    files, _ = read("/v1/files", dataset="rate", format="csv")
    if files:
        text = get("/v1/files/" + files[0]["path"]).decode()
        table = list(csv.DictReader(io.StringIO(text)))
        first = table[0]
        print(f"{len(table)} rates in {files[0]['path']}: on {first['date']} 1 {first['base']} was {first['value']} {first['quote']}")


if __name__ == "__main__":
    main()
