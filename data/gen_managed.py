#!/usr/bin/env python3
"""Writes data/managed-policies.json, the AWS managed policies that learners meet, and managed-documents-{short,long}.json.

Documents, versions and dates from PyPI `moto` 5.2.5 (Apache-2.0), cut to 62 policies; the documents
themselves are AWS's. Here their members are put into the order in which AWS writes them. Usage:

    python3 data/gen_managed.py < SOURCE.json

where SOURCE.json has {"policies": {NAME: {arn, path, defaultVersionId, createDate, updateDate, document}}}.
"""
import json, pathlib, sys

ORDER = ["Version", "Id", "Statement", "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction",
         "Resource", "NotResource", "Condition"]


def ordered(node, known=True):
    if isinstance(node, list):
        return [ordered(n, known) for n in node]
    if not isinstance(node, dict):
        return node
    rank = lambda k: ORDER.index(k) if k in ORDER else len(ORDER)
    return {k: ordered(node[k]) for k in sorted(node, key=rank)}


def utc(date):
    return date.replace("+00:00", "Z")


def text(value):
    return json.dumps(value, separators=(",", ":"))


policies = json.load(sys.stdin)["policies"]
rows = (text({"name": name, "path": p["path"], "version": p["defaultVersionId"], "created": utc(p["createDate"]),
              "updated": utc(p["updateDate"])}) for name, p in policies.items())
documents = {name: text(ordered(p["document"])) for name, p in policies.items()}


def write(path, rows, brackets):
    (pathlib.Path(__file__).parent / path).write_text(brackets[0] + "\n" + ",\n".join(rows) + "\n" + brackets[1] + "\n")


write("managed-policies.json", rows, "[]")
# The page needs some of the short ones at once; the long ones load behind the first rendering.
for name, fits in (("short", lambda d: len(d) <= 300), ("long", lambda d: len(d) > 300)):
    write(f"managed-documents-{name}.json", (f"{text(n)}:{d}" for n, d in documents.items() if fits(d)), "{}")
