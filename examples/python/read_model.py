"""Reads a model by Kindling with numpy and safetensors: python3 read_model.py model.safetensors

It prints the model's name, inputs and shapes; docs/spec/model.md is the format.
"""

import hashlib
import json
import sys

from safetensors import safe_open


def read_model(path):
    """What the model says of itself, and theta as arrays by name; both are verified."""
    with safe_open(path, "numpy") as file:
        text = file.metadata()["kindling_model"]
        model = json.loads(text)
        theta = {p["name"]: file.get_tensor("theta/" + p["name"]) for p in model["parameters"]}
    if model["version"] != 1:
        raise ValueError(f"{path} is of version {model['version']}, not 1")
    numbers = b"".join(array.tobytes() for array in theta.values())
    for seen, stated in (numbers, "theta_sha256"), (text.replace(model["sha256"], "0" * 64).encode(), "sha256"):
        if hashlib.sha256(seen).hexdigest() != model[stated]:
            raise ValueError(f"{path} is damaged: its {stated} is not {model[stated]}")
    return model, theta


if __name__ == "__main__":
    model, theta = read_model(sys.argv[1])
    print(model["name"], json.dumps(model["inputs"]), *(f"{n} {a.shape}" for n, a in theta.items()), sep="\n")
