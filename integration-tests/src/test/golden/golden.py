#!/usr/bin/env python3
"""Exact second-order MAML gradients by PyTorch in double precision, as JSON.

  golden.py DIRECTORY [CASE ...]

writes DIRECTORY/CASE.json for each case: the predictions for the tasks' support examples before any
step; per-task query losses and the gradient of their sum by each parameter, after some inner steps. All
numbers that go in follow one rule, so that only what comes out is written down:  number(seed, i) = ((7919 i + 104729 seed) mod 2003) / 2003 - 1/2.
Tensors are given in Kindling's layout: images h, w, c and kernels height, width, c, f.
"""
import json
import sys

import torch
import torch.nn.functional as F

TASKS = 2


def numbers(seed, shape):
    size = torch.Size(shape).numel()
    i = torch.arange(size, dtype=torch.int64)
    return (((7919 * i + 104729 * seed) % 2003).double() / 2003 - 0.5).reshape(shape)


def mlp(p, x):
    x = torch.relu(x @ p["layer1.weight"] + p["layer1.bias"])
    x = torch.relu(x @ p["layer2.weight"] + p["layer2.bias"])
    return x @ p["head.weight"] + p["head.bias"]


def conv4(p, x):
    x = x.permute(0, 3, 1, 2)
    for block in range(1, 5):
        name = "block%d." % block
        kernel = p[name + "kernel"].permute(3, 2, 0, 1)
        x = F.conv2d(x, kernel, p[name + "bias"], padding=1)
        x = F.batch_norm(x, None, None, p[name + "scale"], p[name + "shift"], True, eps=1e-5)
        x = F.max_pool2d(torch.relu(x), 2)
    return x.permute(0, 2, 3, 1).flatten(1) @ p["head.weight"] + p["head.bias"]


def convolution(p, name, x, padding):
    x = F.conv2d(x, p[name + ".kernel"].permute(3, 2, 0, 1), padding=padding)
    return F.batch_norm(x, None, None, p[name + ".scale"], p[name + ".shift"], True, eps=1e-5)


def resnet12(p, x):
    x = x.permute(0, 3, 1, 2)
    for block in (1, 2):
        name = "block%d." % block
        h = x
        for i in (1, 2, 3):
            h = convolution(p, name + "convolution%d" % i, h if i == 1 else F.leaky_relu(h, 0.1), 1)
        h = h + convolution(p, name + "shortcut", x, 0)
        x = F.max_pool2d(F.leaky_relu(h, 0.1), 2)
    return x.mean((2, 3)) @ p["head.weight"] + p["head.bias"]


def by_support(p, x, support):
    """A residual block whose normalisation takes the support examples' mean and biased variance."""
    n = len(support)

    def layer(name, x, padding):
        x = F.conv2d(x, p[name + ".kernel"].permute(3, 2, 0, 1), padding=padding)
        mean = x[:n].mean((0, 2, 3), keepdim=True)
        variance = x[:n].var((0, 2, 3), unbiased=False, keepdim=True)
        x = ((x - mean) / torch.sqrt(variance + 1e-5)).permute(0, 2, 3, 1)
        return (x * p[name + ".scale"] + p[name + ".shift"]).permute(0, 3, 1, 2)

    x = torch.cat([support, x]).permute(0, 3, 1, 2)
    h = x
    for i in (1, 2, 3):
        h = layer("block1.convolution%d" % i, h if i == 1 else F.leaky_relu(h, 0.1), 1)
    x = F.max_pool2d(F.leaky_relu(h + layer("block1.shortcut", x, 0), 0.1), 2)
    return (x.mean((2, 3)) @ p["head.weight"] + p["head.bias"])[n:]


def lstm(p, x):
    width = p["head.weight"].shape[0]
    h = c = torch.zeros(len(x), width, dtype=torch.double)
    for t in range(x.shape[1]):
        h, c = torch.lstm_cell(x[:, t], (h, c), p["cell.weight"].t(), p["cell.recurrent"].t(),
                               p["cell.bias"], torch.zeros(4 * width, dtype=torch.double))
    return h @ p["head.weight"] + p["head.bias"]


def gru(p, x):
    width = p["head.weight"].shape[0]
    h = torch.zeros(len(x), width, dtype=torch.double)
    second = torch.cat([torch.zeros(2 * width, dtype=torch.double), p["cell.candidate"]])
    for t in range(x.shape[1]):
        h = torch.gru_cell(x[:, t], h, p["cell.weight"].t(), p["cell.recurrent"].t(),
                           p["cell.bias"], second)
    return h @ p["head.weight"] + p["head.bias"]


def table(p, x):
    columns = [x[:, :2]] + [
        F.embedding(x[:, i].long(), p["column%d.embedding" % i]) for i in (2, 3)]
    x = torch.tanh(torch.cat(columns, 1) @ p["layer1.weight"] + p["layer1.bias"])
    return x @ p["head.weight"] + p["head.bias"]


def attention(p, x):
    """Layer normalisation, then two heads by which the examples of a task look at each other."""
    x = F.layer_norm(x, x.shape[1:], p["scale"], p["shift"], eps=1e-5)
    q, k, v = [
        (x @ p[n]).reshape(len(x), 2, -1).transpose(0, 1) for n in ("query", "key", "value")]
    shares = torch.softmax(q @ k.transpose(1, 2) / q.shape[2] ** 0.5, 2)
    return (shares @ v).transpose(0, 1).flatten(1)


def squared(scores, targets):
    return ((scores - targets) ** 2).mean()


def grouped(name):
    return name if name.startswith("head.") else "body." + name


def gradients(shapes, model, loss, alpha, data, steps=2):
    theta = {n: numbers(s, shape).requires_grad_() for s, (n, shape) in enumerate(shapes.items())}
    losses, forward = [], []
    for task in range(TASKS):
        support, target, query, wanted = data(task)
        known = (support, support) if model == by_support else (support,)
        forward += model(theta, *known).flatten().tolist()
        phi = theta
        for _ in range(steps):
            inner = torch.autograd.grad(
                loss(model(phi, *known), target), list(phi.values()), create_graph=True)
            phi = {n: p - alpha * g for (n, p), g in zip(phi.items(), inner)}
        asked = model(phi, query, support) if model == by_support else model(phi, query)
        losses.append(loss(asked, wanted))
    meta = torch.autograd.grad(sum(losses), list(theta.values()))
    return {
        "alpha": alpha,
        "steps": steps,
        "forward": forward,
        "losses": [loss.item() for loss in losses],
        "gradients": {grouped(n): g.flatten().tolist() for n, g in zip(theta, meta)},
    }


def mlp_case():
    shapes = {"layer1.weight": [3, 8], "layer1.bias": [8], "layer2.weight": [8, 7],
              "layer2.bias": [7], "head.weight": [7, 2], "head.bias": [2]}

    def data(task):
        s = 100 + 4 * task
        return (numbers(s, [6, 3]), numbers(s + 1, [6, 2]),
                numbers(s + 2, [5, 3]), numbers(s + 3, [5, 2]))

    return gradients(shapes, mlp, squared, 0.1, data, 5)


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

    return gradients(shapes, conv4, F.cross_entropy, 0.05, data, 5)


def resnet12_case(model, widths):
    shapes, channels = {}, 2
    for block, width in enumerate(widths, 1):
        for name, side, inputs in (("convolution1", 3, channels), ("convolution2", 3, width),
                                   ("convolution3", 3, width), ("shortcut", 1, channels)):
            name = "block%d.%s." % (block, name)
            shapes.update({name + "kernel": [side, side, inputs, width],
                           name + "scale": [width], name + "shift": [width]})
        channels = width
    shapes.update({"head.weight": [channels, 3], "head.bias": [3]})

    def data(task):
        s = 100 + 4 * task
        return (numbers(s, [6, 7, 6, 2]), torch.arange(6) // 2,
                numbers(s + 2, [9, 7, 6, 2]), torch.arange(9) // 3)

    return gradients(shapes, model, F.cross_entropy, 0.05, data)


def sequence_case(model, gates, more):
    shapes = {"cell.weight": [2, gates * 3], "cell.bias": [gates * 3],
              "cell.recurrent": [3, gates * 3], **more, "head.weight": [3, 2], "head.bias": [2]}

    def data(task):
        s = 100 + 4 * task
        return (numbers(s, [6, 4, 2]), numbers(s + 1, [6, 2]),
                numbers(s + 2, [5, 4, 2]), numbers(s + 3, [5, 2]))

    return gradients(shapes, model, squared, 0.1, data)


def table_case():
    shapes = {"column2.embedding": [3, 2], "column3.embedding": [5, 2], "layer1.weight": [6, 4],
              "layer1.bias": [4], "head.weight": [4, 1], "head.bias": [1]}

    def rows(seed, n):
        x = numbers(seed, [n, 4])
        codes = torch.floor((x[:, 2:] + 0.5) * torch.tensor([3.0, 5.0]))
        return torch.cat([x[:, :2], codes], 1)

    def data(task):
        s = 100 + 4 * task
        return (rows(s, 6), (numbers(s + 1, [6, 1]) > 0).double(),
                rows(s + 2, 5), (numbers(s + 3, [5, 1]) > 0).double())

    return gradients(shapes, table, F.binary_cross_entropy_with_logits, 0.1, data)


def attention_case():
    shapes = {"scale": [6], "shift": [6], "query": [6, 4], "key": [6, 4], "value": [6, 2]}

    def data(task):
        s = 100 + 4 * task
        return (numbers(s, [6, 6]), numbers(s + 1, [6, 2]),
                numbers(s + 2, [5, 6]), numbers(s + 3, [5, 2]))

    return gradients(shapes, attention, squared, 0.1, data)


CASES = {
    "mlp": mlp_case,
    "conv4": conv4_case,
    "resnet12": lambda: resnet12_case(resnet12, [3, 4]),
    "resnet12-support": lambda: resnet12_case(by_support, [3]),
    "lstm": lambda: sequence_case(lstm, 4, {}),
    "gru": lambda: sequence_case(gru, 3, {"cell.candidate": [3]}),
    "table": table_case,
    "attention": attention_case,
}

if __name__ == "__main__":
    for name in sys.argv[2:] or CASES:
        with open("%s/%s.json" % (sys.argv[1], name), "w") as file:
            json.dump(CASES[name](), file, indent=1)
            file.write("\n")
