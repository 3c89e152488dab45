#!/usr/bin/env python3
"""Query losses and meta-gradients of the learners that compare, by PyTorch in double precision, as JSON.

  metric.py DIRECTORY [CASE ...]

writes DIRECTORY/CASE.json for each case: the loss that each task is trained by, and the gradient of their sum by
each parameter. Numbers follow the rule of golden.py, one task and one class at a time, with loops where the
papers have sums.
"""
import json
import sys

import torch
import torch.nn.functional as F

from golden import TASKS, numbers

WIDTH, WAYS, SUPPORT, QUERY = 5, 3, 6, 5
BODY = {"body.layer1.weight": [3, WIDTH], "body.layer1.bias": [WIDTH]}
SCALE = {"scale.log": []}


def features(p, x):
    return torch.tanh(x @ p["body.layer1.weight"] + p["body.layer1.bias"])


def means(z, y):
    return torch.stack([z[y == c].mean(0) for c in range(WAYS)])


def prototypical(p, x, y, query, wanted):
    d = torch.cdist(features(p, query), means(features(p, x), y)) ** 2
    return F.cross_entropy(-d, wanted)


def covariance(z):
    return torch.cov(z.t(), correction=1)


def mahalanobis(p, x, y, query, wanted):
    z, q = features(p, x), features(p, query)
    scores = []
    for c in range(WAYS):
        own = z[y == c]
        share = len(own) / (len(own) + 1)
        matrix = share * covariance(own) + (1 - share) * covariance(z) + 0.5 * torch.eye(WIDTH).double()
        apart = q - own.mean(0)
        scores.append(-0.5 * torch.einsum("ni,ij,nj->n", apart, torch.linalg.inv(matrix), apart))
    return F.cross_entropy(p["scale.log"].exp() * torch.stack(scores, 1), wanted)


def kernel(p, x, y, query, wanted):
    d = torch.cdist(features(p, query), features(p, x)) ** 2
    return F.mse_loss(torch.softmax(-d, 1) @ y, wanted)


def mahalanobis_kernel(p, x, y, query, wanted):
    z, q = features(p, x), features(p, query)
    inverse = torch.linalg.inv(covariance(z) + 0.5 * torch.eye(WIDTH).double())
    apart = q[:, None] - z[None]
    d = 0.5 * torch.einsum("nmi,ij,nmj->nm", apart, inverse, apart)
    return F.mse_loss(torch.softmax(-p["scale.log"].exp() * d, 1) @ y, wanted)


def cosines(a, b):
    return F.cosine_similarity(a[:, None], b[None], dim=2)


def cosine(p, x, y, query, wanted):
    scores = cosines(features(p, query), means(features(p, x), y))
    return F.cross_entropy(p["scale.log"].exp() * scores, wanted)


def attended(scale, f, g, y, wanted):
    given = torch.softmax(scale * cosines(f, g), 1) @ F.one_hot(y, WAYS).double()
    return F.cross_entropy(torch.log(given + 1e-6), wanted)


def matching(p, x, y, query, wanted):
    return attended(p["scale.log"].exp(), features(p, query), features(p, x), y, wanted)


def cell(p, name, x, h, c, more=0):
    gates = x @ p[name + ".weight"] + p[name + ".bias"] + h @ p[name + ".recurrent"] + more
    i, f, g, o = gates.chunk(4, -1)
    c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
    return torch.sigmoid(o) * torch.tanh(c), c


def full(p, x, y, query, wanted):
    z, q = features(p, x), features(p, query)
    said = {}
    for name, order in (("forward", range(SUPPORT)), ("backward", reversed(range(SUPPORT)))):
        h = c = torch.zeros(WIDTH).double()
        for i in order:
            h, c = cell(p, "context." + name, z[i], h, c)
            said[name, i] = h
    g = torch.stack([z[i] + said["forward", i] + said["backward", i] for i in range(SUPPORT)])
    h = c = r = torch.zeros_like(q)
    for _ in range(3):
        h, c = cell(p, "context.reading", q, h, c, r @ p["context.reading.memory"])
        h = h + q
        r = torch.softmax(h @ g.t(), 1) @ g
    return attended(2.0, h, g, y, wanted)


def relation(p, x, y, query, wanted):
    z, q = features(p, x), features(p, query)
    sums = torch.stack([z[y == c].sum(0) for c in range(WAYS)])
    pairs = torch.cat([sums[None].expand(QUERY, -1, -1), q[:, None].expand(-1, WAYS, -1)], 2)
    both = torch.cat([p["relation.class"], p["relation.example"]])
    h = torch.relu(pairs @ both + p["relation.bias"])
    r = torch.sigmoid((h @ p["relation.weight"])[..., 0] + p["relation.offset"])
    return F.mse_loss(r, F.one_hot(wanted, WAYS).double())


def lstm(name):
    gates = [WIDTH, 4 * WIDTH]
    return {name + ".weight": gates, name + ".bias": gates[1:], name + ".recurrent": gates}


CONTEXT = {**lstm("context.forward"), **lstm("context.backward"), **lstm("context.reading"),
           "context.reading.memory": [WIDTH, 4 * WIDTH]}
RELATION = {"relation.class": [WIDTH, 4], "relation.example": [WIDTH, 4], "relation.bias": [4],
            "relation.weight": [4, 1], "relation.offset": []}

CASES = {
    "prototypical": (prototypical, BODY),
    "prototypical-mahalanobis": (mahalanobis, {**BODY, **SCALE}),
    "prototypical-numbers": (kernel, BODY),
    "prototypical-mahalanobis-numbers": (mahalanobis_kernel, {**BODY, **SCALE}),
    "cosine-classifier": (cosine, {**BODY, **SCALE}),
    "matching": (matching, {**BODY, **SCALE}),
    "matching-full": (full, {**BODY, **CONTEXT}),
    "relation": (relation, {**BODY, **RELATION}),
}


def targets(name, seed, n):
    return numbers(seed, [n, 2]) if name.endswith("numbers") else torch.arange(n) * WAYS // n


def golden(name):
    loss, shapes = CASES[name]
    theta = {n: numbers(s, shape).requires_grad_() for s, (n, shape) in enumerate(shapes.items())}
    losses = []
    for task in range(TASKS):
        s = 100 + 4 * task
        losses.append(loss(theta, numbers(s, [SUPPORT, 3]), targets(name, s + 1, SUPPORT),
                           numbers(s + 2, [QUERY, 3]), targets(name, s + 3, QUERY)))
    meta = torch.autograd.grad(sum(losses), list(theta.values()))
    return {"losses": [one.item() for one in losses],
            "gradients": {n: g.flatten().tolist() for n, g in zip(theta, meta)}}


if __name__ == "__main__":
    for name in sys.argv[2:] or CASES:
        with open("%s/%s.json" % (sys.argv[1], name), "w") as file:
            json.dump(golden(name), file, indent=1)
            file.write("\n")
