#!/usr/bin/env python3
"""Exact second-order MAML gradients by PyTorch in double precision, as JSON.

  golden.py DIRECTORY

writes DIRECTORY/mlp.json and DIRECTORY/conv4.json: per-task query losses and the gradient of their sum
by each parameter, after five inner steps. All numbers that go in follow one rule, so that only what
comes out is written down:  number(seed, i) = ((7919 i + 104729 seed) mod 2003) / 2003 - 1/2.
Tensors are given in Kindling's layout: images h, w, c and kernels height, width, c, f.
"""
import json
import sys

import torch
import torch.nn.functional as F

STEPS, TASKS = 5, 2


def numbers(seed, shape):
    size = torch.Size(shape).numel()
    i = torch.arange(size, dtype=torch.int64)
    return (((7919 * i + 104729 * seed) % 2003).double() / 2003 - 0.5).reshape(shape)


def mlp(p, x):
    x = torch.relu(x @ p["layer1.weight"] + p["layer1.bias"])
    x = torch.relu(x @ p["layer2.weight"] + p["layer2.bias"])
    return x @ p["layer3.weight"] + p["layer3.bias"]


def conv4(p, x):
    x = x.permute(0, 3, 1, 2)
    for block in range(1, 5):
        name = "block%d." % block
        kernel = p[name + "kernel"].permute(3, 2, 0, 1)
        x = F.conv2d(x, kernel, p[name + "bias"], padding=1)
        x = F.batch_norm(x, None, None, p[name + "scale"], p[name + "shift"], True, eps=1e-5)
        x = F.max_pool2d(torch.relu(x), 2)
    return x.permute(0, 2, 3, 1).flatten(1) @ p["head.weight"] + p["head.bias"]


def squared(scores, targets):
    return ((scores - targets) ** 2).mean()


def gradients(shapes, model, loss, alpha, data):
    theta = {n: numbers(s, shape).requires_grad_() for s, (n, shape) in enumerate(shapes.items())}
    losses = []
    for task in range(TASKS):
        support, target, query, wanted = data(task)
        phi = theta
        for _ in range(STEPS):
            inner = torch.autograd.grad(
                loss(model(phi, support), target), list(phi.values()), create_graph=True)
            phi = {n: p - alpha * g for (n, p), g in zip(phi.items(), inner)}
        losses.append(loss(model(phi, query), wanted))
    meta = torch.autograd.grad(sum(losses), list(theta.values()))
    return {
        "alpha": alpha,
        "steps": STEPS,
        "losses": [loss.item() for loss in losses],
        "gradients": {n: g.flatten().tolist() for n, g in zip(theta, meta)},
    }


def mlp_case():
    shapes = {"layer1.weight": [3, 8], "layer1.bias": [8], "layer2.weight": [8, 7],
              "layer2.bias": [7], "layer3.weight": [7, 2], "layer3.bias": [2]}

    def data(task):
        s = 100 + 4 * task
        return (numbers(s, [6, 3]), numbers(s + 1, [6, 2]),
                numbers(s + 2, [5, 3]), numbers(s + 3, [5, 2]))

    return gradients(shapes, mlp, squared, 0.1, data)


def conv4_case():
    shapes, channels = {}, 2
    for block in range(1, 5):
        name = "block%d." % block
        shapes.update({name + "kernel": [3, 3, channels, 4], name + "bias": [4],
                       name + "scale": [4], name + "shift": [4]})
        channels = 4
    shapes.update({"head.weight": [4, 3], "head.bias": [3]})

    def data(task):
        s = 100 + 4 * task
        return (numbers(s, [6, 17, 16, 2]), torch.arange(6) // 2,
                numbers(s + 2, [9, 17, 16, 2]), torch.arange(9) // 3)

    return gradients(shapes, conv4, F.cross_entropy, 0.05, data)


if __name__ == "__main__":
    for name, case in {"mlp": mlp_case, "conv4": conv4_case}.items():
        with open("%s/%s.json" % (sys.argv[1], name), "w") as file:
            json.dump(case(), file, indent=1)
            file.write("\n")
