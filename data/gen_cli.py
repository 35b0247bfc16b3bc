#!/usr/bin/env python3
"""Writes data/cli.json: what the `aws` command knows besides the operations' models.

Facts only, from PyPI `botocore` (Apache-2.0): the names of all services and of the modelled services'
operations (so that a typing error can be told from what is not simulated), the waiters, the members that a
list operation repeats beside its rows, and the codes of the modelled errors. Usage:

    pip install botocore==1.44.5
    python3 data/gen_cli.py > data/cli.json
"""
import gzip, json, pathlib, botocore

DATA = pathlib.Path(botocore.__file__).parent / "data"
MODELLED = {f.stem: json.load(open(f)) for f in sorted((pathlib.Path(__file__).parent / "models").iterdir())}
# The command's name where it is another than the service's folder; source: the CLI's command reference.
RENAMED = {"s3": "s3api", "codedeploy": "deploy", "config": "configservice"}


def load(service, name):
    folder = sorted((DATA / service).iterdir())[-1]
    if (folder / f"{name}.json.gz").exists():
        return json.load(gzip.open(folder / f"{name}.json.gz"))
    if (folder / f"{name}.json").exists():
        return json.load(open(folder / f"{name}.json"))
    return {}


def waiter(w):
    return {k: w[k] for k in ("operation", "delay", "maxAttempts", "acceptors")}


def service(name):
    model = load(name, "service-2")
    simulated = MODELLED[name]["operations"]
    extras = load(name, "paginators-1.sdk-extras").get("merge", {}).get("pagination", {})
    pages = load(name, "paginators-1").get("pagination", {})
    beside = {o: p["non_aggregate_keys"] for o, p in {**pages, **extras}.items() if "non_aggregate_keys" in p}
    waiters = load(name, "waiters-2").get("waiters", {})
    codes = {s.get("error", {}).get("code", n) for n, s in model["shapes"].items()
             if s.get("exception") and any(m.lower() == "message" for m in s.get("members", {}))}
    return {
        "others": sorted(o for o in model["operations"] if o not in simulated),
        "beside": {o: k for o, k in beside.items() if o in simulated},
        "waiters": {n: waiter(w) for n, w in waiters.items() if w["operation"] in simulated},
        "errors": sorted(codes),
    }


if __name__ == "__main__":
    folders = sorted(p.name for p in DATA.iterdir() if p.is_dir())
    print(json.dumps({
        "services": [RENAMED.get(f, f) for f in folders],
        "modelled": {n: service(n) for n in MODELLED},
    }, separators=(",", ":")))
