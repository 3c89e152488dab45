#!/usr/bin/env python3
"""What learners that take inner gradient steps compute, by PyTorch in double precision, as JSON.

  gradient_learners.py DIRECTORY [CASE ...]

writes DIRECTORY/CASE.json for each case: per-task losses as reported in training, what the
meta-parameters are moved against, summed over tasks, and per-task query losses after 0, 1, ...
inner steps. All on a perceptron and the numbers of golden.py; the rates of meta-sgd, which are
meta-parameters too, have the seeds that follow.
"""
import json
import sys

import torch

from golden import TASKS, grouped, numbers, squared

ALPHA, STEPS, JUDGED = 0.1, 3, 4
BETA2, EPSILON = 0.9, 1e-3
SHAPES = {"layer1.weight": [3, 8], "layer1.bias": [8], "layer2.weight": [8, 7],
          "layer2.bias": [7], "head.weight": [7, 2], "head.bias": [2]}


def mlp(p, x):
    x = torch.tanh(x @ p["layer1.weight"] + p["layer1.bias"])
    x = torch.tanh(x @ p["layer2.weight"] + p["layer2.bias"])
    return x @ p["head.weight"] + p["head.bias"]


def data(task):
    s = 100 + 4 * task
    return (numbers(s, [6, 3]), numbers(s + 1, [6, 2]),
            numbers(s + 2, [5, 3]), numbers(s + 3, [5, 2]))


def descend(phi, names, rates, x, y, steps, create_graph):
    """Steps of gradient descent on some of the parameters; the others are what they were."""
    path = [phi]
    for _ in range(steps):
        slopes = torch.autograd.grad(
            squared(mlp(phi, x), y), [phi[n] for n in names], create_graph=create_graph)
        phi = {**phi, **{n: phi[n] - rates[n] * g for n, g in zip(names, slopes)}}
        path.append(phi)
    return path


def differentiated(names, learned_rates=False):
    theta = {n: numbers(s, shape).requires_grad_() for s, (n, shape) in enumerate(SHAPES.items())}
    rates = {n: ALPHA for n in names}
    if learned_rates:
        rates = {n: numbers(len(SHAPES) + s, shape).requires_grad_()
                 for s, (n, shape) in enumerate(SHAPES.items())}
    losses, errors = [], []
    for task in range(TASKS):
        x, y, query, wanted = data(task)
        path = descend(theta, names, rates, x, y, JUDGED, True)
        errors.append([squared(mlp(phi, query), wanted) for phi in path])
        losses.append(errors[-1][STEPS])
    meta = [theta[n] for n in SHAPES] + ([rates[n] for n in SHAPES] if learned_rates else [])
    keys = [grouped(n) for n in SHAPES]
    keys += ["rate." + grouped(n) for n in SHAPES] if learned_rates else []
    return written(losses, dict(zip(keys, torch.autograd.grad(sum(losses), meta))), errors)


def reptile(optimizer):
    losses, errors, ways = [], [], {grouped(n): 0 for n in SHAPES}
    for task in range(TASKS):
        x, y, query, wanted = data(task)
        start = {n: numbers(s, shape) for s, (n, shape) in enumerate(SHAPES.items())}
        phi = {n: p.clone().requires_grad_() for n, p in start.items()}
        inner = optimizer(list(phi.values()))
        errors.append([squared(mlp(phi, query), wanted)])
        for step in range(1, JUDGED + 1):
            inner.zero_grad()
            squared(mlp(phi, x), y).backward()
            inner.step()
            errors[-1].append(squared(mlp(phi, query), wanted).detach())
            if step == STEPS:
                for n in SHAPES:
                    ways[grouped(n)] = ways[grouped(n)] + (start[n] - phi[n].detach())
        losses.append(errors[-1][STEPS])
    return written(losses, ways, errors)


def pretrain():
    theta = {n: numbers(s, shape).requires_grad_() for s, (n, shape) in enumerate(SHAPES.items())}
    losses, errors = [], []
    for task in range(TASKS):
        x, y, query, wanted = data(task)
        losses.append(squared(mlp(theta, torch.cat([x, query])), torch.cat([y, wanted])))
        rates = {n: ALPHA for n in SHAPES}
        path = descend(theta, list(SHAPES), rates, x, y, JUDGED, False)
        errors.append([squared(mlp(phi, query), wanted) for phi in path])
    meta = torch.autograd.grad(sum(losses), list(theta.values()))
    return written(losses, dict(zip(map(grouped, SHAPES), meta)), errors)


def written(losses, gradients, errors):
    return {
        "losses": [loss.item() for loss in losses],
        "gradients": {n: g.flatten().tolist() for n, g in gradients.items()},
        "errors": [[error.item() for error in task] for task in errors],
    }


HEAD = ["head.weight", "head.bias"]
BODY = [n for n in SHAPES if n not in HEAD]

CASES = {
    "anil": lambda: differentiated(HEAD),
    "boil": lambda: differentiated(BODY),
    "meta-sgd": lambda: differentiated(list(SHAPES), learned_rates=True),
    "reptile-sgd": lambda: reptile(lambda p: torch.optim.SGD(p, ALPHA)),
    "reptile-adam": lambda: reptile(
        lambda p: torch.optim.Adam(p, ALPHA, betas=(0.0, BETA2), eps=EPSILON)),
    "pretrain": pretrain,
}

if __name__ == "__main__":
    for name in sys.argv[2:] or CASES:
        with open("%s/%s.json" % (sys.argv[1], name), "w") as file:
            json.dump(CASES[name](), file, indent=1)
            file.write("\n")
