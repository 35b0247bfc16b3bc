#!/usr/bin/env python3
"""Writes data/managed-policies.json: the AWS managed policies that learners meet.

Documents, versions and dates from PyPI `moto` 5.2.5 (Apache-2.0), cut to 62 policies; the documents
themselves are AWS's. Here their members are put into the order in which AWS writes them. Usage:

    python3 data/gen_managed.py < SOURCE.json > data/managed-policies.json

where SOURCE.json has {"policies": {NAME: {arn, path, defaultVersionId, createDate, updateDate, document}}}.
"""
import json, sys

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


policies = json.load(sys.stdin)["policies"]
out = [{"name": name, "path": p["path"], "version": p["defaultVersionId"], "created": utc(p["createDate"]),
        "updated": utc(p["updateDate"]), "document": ordered(p["document"])} for name, p in policies.items()]
print("[\n" + ",\n".join(json.dumps(p, separators=(",", ":")) for p in out) + "\n]")
