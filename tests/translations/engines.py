"""Runs translated queries in DuckDB and ClickHouse.

Reads one task as JSON from standard input: setups, exports and queries; prints, for each query,
what it selects as [source, line], or the error.
"""

import json
import sys

import duckdb
from chdb import session

PLACE = "export.jsonl"


def in_duckdb(task):
    setup = task["duckdb_setup"]
    answers = {}
    for export, queries in task["exports"].items():
        connection = duckdb.connect()
        connection.execute(setup.replace(PLACE, export))
        answers[export] = []
        for query in queries:
            try:
                rows = connection.execute(query["duckdb"]).fetchall()
                answers[export].append(sorted([row[0], row[1]] for row in rows))
            except Exception as error:
                answers[export].append(str(error))
    return answers


def in_clickhouse(task):
    answers = {}
    server = session.Session()
    for at, (export, queries) in enumerate(task["exports"].items()):
        server.query(f"CREATE DATABASE base{at}")
        server.query(f"USE base{at}")
        lines = [line for line in task["clickhouse_setup"].splitlines() if not line.startswith("--")]
        for statement in "\n".join(lines).split(";\n"):
            if statement.strip():
                server.query(statement.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"))
        server.query(
            f"INSERT INTO logs SELECT * FROM file('{export}', JSONEachRow, "
            "'source String, line UInt64, lines UInt64, time Nullable(DateTime64(9, \\'UTC\\')), "
            "level Nullable(String), message String, fields String, template String, raw String') "
            "SETTINGS date_time_input_format = 'best_effort'"
        )
        answers[export] = []
        for query in queries:
            try:
                text = str(server.query(query["clickhouse"], "JSONCompactEachRow"))
                rows = [json.loads(line) for line in text.splitlines()]
                answers[export].append(sorted([row[0], int(row[1])] for row in rows))
            except Exception as error:
                answers[export].append(str(error))
    return answers


if __name__ == "__main__":
    todo = json.load(sys.stdin)
    json.dump({"duckdb": in_duckdb(todo), "clickhouse": in_clickhouse(todo)}, sys.stdout)
