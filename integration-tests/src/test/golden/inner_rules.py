#!/usr/bin/env python3
"""Meta-gradients of learners with inner rules of their own, by PyTorch in double precision, as JSON.

  inner_rules.py DIRECTORY [CASE ...]

writes DIRECTORY/CASE.json for each case: what is reported of each task, and the gradient of the sum by each
meta-parameter. The numbers that go in follow the rule of golden.py.
"""
import json
import sys

import torch
import torch.nn.functional as F

from golden import TASKS, numbers, squared

ROWS = {"body.layer1.weight": [3, 4], "body.layer1.bias": [4], "head.weight": [4, 2],
        "head.bias": [2]}
IMAGES = {}
for block in range(1, 5):
    IMAGES.update({"body.block%d.kernel" % block: [3, 3, 2 if block == 1 else 3, 3],
                   "body.block%d.bias" % block: [3], "body.block%d.scale" % block: [3],
                   "body.block%d.shift" % block: [3]})
IMAGES.update({"head.weight": [3, 3], "head.bias": [3]})


def mlp(p, x):
    x = torch.tanh(x @ p["body.layer1.weight"] + p["body.layer1.bias"])
    return x @ p["head.weight"] + p["head.bias"]


def conv4(p, x):
    x = x.permute(0, 3, 1, 2)
    for block in range(1, 5):
        name = "body.block%d." % block
        kernel = p[name + "kernel"].permute(3, 2, 0, 1)
        x = F.conv2d(x, kernel, p[name + "bias"], stride=2, padding=1)
        x = torch.relu(F.batch_norm(x, None, None, p[name + "scale"], p[name + "shift"], True))
    return x.permute(0, 2, 3, 1).flatten(1) @ p["head.weight"] + p["head.bias"]


def rows(task):
    s = 100 + 4 * task
    return (numbers(s, [6, 3]), numbers(s + 1, [6, 2]), numbers(s + 2, [5, 3]),
            numbers(s + 3, [5, 2]))


def images(task):
    s = 100 + 4 * task
    return (numbers(s, [6, 7, 6, 2]), torch.arange(6) // 2,
            numbers(s + 2, [9, 7, 6, 2]), torch.arange(9) // 3)


def derivative(loss, variables, create=True):
    return torch.autograd.grad(loss, variables, create_graph=create)


def only(theta, shapes):
    return {name: theta[name] for name in shapes}


def plus_plus(model, loss, shapes, per_step, weights):
    """MAML++: rates rate.NAME[k]; scales and shifts NAME[k] in per_step; weights[k] after step k+1."""

    def learn(theta, support, target, query, wanted):
        steps, total = len(weights), 0
        phi = {n: theta[n] for n in shapes if n not in per_step}
        for k in range(steps):
            own = {n: theta[n][k] for n in per_step}
            inner = derivative(loss(model({**phi, **own}, support), target), list(phi.values()))
            phi = {n: p - theta["rate." + n][k] * g for (n, p), g in zip(phi.items(), inner)}
            total = total + weights[k] * loss(model({**phi, **own}, query), wanted)
        return total

    return learn


def cavia(theta, support, target, query, wanted):
    context = torch.zeros(2, dtype=torch.double, requires_grad=True)

    def predict(c, x):
        return mlp(theta, torch.cat([c.expand(len(x), 2), x], 1))

    for _ in range(3):
        context = context - 0.7 * derivative(squared(predict(context, support), target), context)[0]
    return squared(predict(context, query), wanted)


def modulated(theta, support, target, query, wanted):
    context = torch.zeros(2, dtype=torch.double, requires_grad=True)

    def predict(c, x):
        p = {n: theta[n] + c @ theta["modulation." + n] if "modulation." + n in theta else theta[n]
             for n in IMAGES}
        return conv4(p, x)

    for _ in range(2):
        loss = F.cross_entropy(predict(context, support), target)
        context = context - 0.7 * derivative(loss, context)[0]
    return F.cross_entropy(predict(context, query), wanted)


def newton(theta, support, target, query, wanted):
    """With H + mu I as a matrix, solved directly, which enough conjugate gradients come to."""
    names, sizes = list(theta), [p.numel() for p in theta.values()]

    def loss_at(flat, x, y):
        parts = [v.reshape(theta[n].shape) for n, v in zip(names, flat.split(sizes))]
        return squared(mlp(dict(zip(names, parts)), x), y)

    phi = torch.cat([p.flatten() for p in theta.values()])
    for _ in range(2):
        gradient = derivative(loss_at(phi, support, target), phi)[0]
        hessian = torch.stack([derivative(g, phi)[0] for g in gradient])
        damped = hessian + 2 * torch.eye(len(phi), dtype=torch.double)
        phi = phi - 0.8 * torch.linalg.solve(damped, gradient)
    return loss_at(phi, query, wanted)


def gauss_newton(model, loss, curvature, damping, steps):
    """With J^T H J + mu I as a matrix, J of the scores and H of the loss by its formula."""

    def learn(theta, support, target, query, wanted):
        names, sizes = list(theta), [p.numel() for p in theta.values()]

        def scores(flat, x):
            parts = [v.reshape(theta[n].shape) for n, v in zip(names, flat.split(sizes))]
            return model(dict(zip(names, parts)), x)

        phi = torch.cat([p.flatten() for p in theta.values()])
        for _ in range(steps):
            z = scores(phi, support)
            gradient = derivative(loss(z, target), phi)[0]
            jacobian = torch.stack([derivative(each, phi)[0] for each in z.flatten()])
            matrix = jacobian.T @ curvature(z) @ jacobian
            damped = matrix + damping * torch.eye(len(phi), dtype=torch.double)
            phi = phi - 0.8 * torch.linalg.solve(damped, gradient)
        return loss(scores(phi, query), wanted)

    return learn


def of_squares(z):
    return 2 / z.numel() * torch.eye(z.numel(), dtype=torch.double)


def of_cross_entropy(z):
    shares = torch.softmax(z, 1)
    return torch.block_diag(*[torch.diag(p) - torch.outer(p, p) for p in shares]) / len(z)


def curvature(turn):
    def learn(theta, support, target, query, wanted):
        phi = only(theta, ROWS)
        for _ in range(2):
            inner = derivative(squared(mlp(phi, support), target), list(phi.values()))
            phi = {n: p - 0.1 * turn(theta, n, g) for (n, p), g in zip(phi.items(), inner)}
        return squared(mlp(phi, query), wanted)

    return learn


def kronecker(theta, name, g):
    outputs = theta["curvature.%s.outputs" % name]
    if g.dim() == 1:
        return g @ outputs
    return torch.einsum("ij,jr,ro->io", theta["curvature.%s.inputs" % name], g, outputs)


def kronecker_of_kernels(theta, support, target, query, wanted):
    phi = only(theta, IMAGES)
    inner = derivative(F.cross_entropy(conv4(phi, support), target), list(phi.values()))
    turned = {}
    for (name, p), g in zip(phi.items(), inner):
        if g.dim() < 4:
            turned[name] = p - 0.1 * kronecker(theta, name, g)
            continue
        part = "curvature.%s." % name
        g = torch.einsum("pq,ij,qjr,ro->pio", theta[part + "places"], theta[part + "inputs"],
                         g.reshape(9, *g.shape[2:]), theta[part + "outputs"])
        turned[name] = p - 0.1 * g.reshape(p.shape)
    return F.cross_entropy(conv4(turned, query), wanted)


def implicit(theta, support, target, query, wanted):
    """What is reported, and the gradient, by the inverse of I + H / lambda as a matrix."""
    strength, names, sizes = 1.5, list(theta), [p.numel() for p in theta.values()]

    def loss_at(flat, x, y):
        parts = [v.reshape(theta[n].shape) for n, v in zip(names, flat.split(sizes))]
        return squared(mlp(dict(zip(names, parts)), x), y)

    start = torch.cat([p.flatten() for p in theta.values()]).detach()
    phi = start.clone().requires_grad_()
    for _ in range(4):
        step = derivative(loss_at(phi, support, target), phi)[0] + strength * (phi - start)
        phi = (phi - 0.2 * step).detach().requires_grad_()
    gradient = derivative(loss_at(phi, support, target), phi)[0]
    hessian = torch.stack([derivative(g, phi)[0] for g in gradient])
    matrix = torch.eye(len(phi), dtype=torch.double) + hessian / strength
    reported = loss_at(phi, query, wanted)
    solved = torch.linalg.solve(matrix, derivative(reported, phi)[0]).detach()
    moved = torch.cat([p.flatten() for p in theta.values()]) - start
    return reported.item() + (solved * moved).sum()


def case(shapes, learn, data):
    theta = {n: numbers(s, shape).requires_grad_() for s, (n, shape) in enumerate(shapes.items())}
    losses = [learn(theta, *data(task)) for task in range(TASKS)]
    meta = torch.autograd.grad(sum(losses), list(theta.values()))
    return {"losses": [loss.item() for loss in losses],
            "gradients": {n: g.flatten().tolist() for n, g in zip(theta, meta)}}


def rates(shapes, per_step, steps):
    own = {n: [steps] + s if n in per_step else s for n, s in shapes.items()}
    return {**own, **{"rate." + n: [steps] for n in shapes if n not in per_step}}


def squares(shapes):
    parts = {}
    for n, s in shapes.items():
        counts = {"places": 9 if len(s) == 4 else 1, "inputs": s[-2] if len(s) > 1 else 1}
        parts.update({"curvature.%s.%s" % (n, part): [count, count]
                      for part, count in counts.items() if count > 1})
        parts["curvature.%s.outputs" % n] = [s[-1], s[-1]]
    return {**shapes, **parts}


NORMALISERS = [n for n in IMAGES if n.endswith((".scale", ".shift"))]
CASES = {
    "maml-plus-plus": lambda: case(
        rates(ROWS, [], 3), plus_plus(mlp, squared, ROWS, [], [0.2, 0.2, 0.6]), rows),
    "maml-plus-plus-images": lambda: case(
        rates(IMAGES, NORMALISERS, 2),
        plus_plus(conv4, F.cross_entropy, IMAGES, NORMALISERS, [0, 1]), images),
    "imaml": lambda: case(ROWS, implicit, rows),
    "cavia": lambda: case({**ROWS, "body.layer1.weight": [5, 4]}, cavia, rows),
    "cavia-images": lambda: case(
        {**IMAGES, **{"modulation." + n: [2, 3] for n in NORMALISERS}}, modulated, images),
    "newton": lambda: case(ROWS, newton, rows),
    "gauss-newton": lambda: case(
        ROWS, gauss_newton(mlp, squared, of_squares, 0.5, 2), rows),
    "gauss-newton-images": lambda: case(
        IMAGES, gauss_newton(conv4, F.cross_entropy, of_cross_entropy, 0.5, 1), images),
    "meta-curvature-diagonal": lambda: case(
        {**ROWS, **{"curvature.%s.factors" % n: s for n, s in ROWS.items()}},
        curvature(lambda theta, n, g: theta["curvature.%s.factors" % n] * g), rows),
    "meta-curvature": lambda: case(squares(ROWS), curvature(kronecker), rows),
    "meta-curvature-images": lambda: case(squares(IMAGES), kronecker_of_kernels, images),
}

if __name__ == "__main__":
    for name in sys.argv[2:] or CASES:
        with open("%s/%s.json" % (sys.argv[1], name), "w") as file:
            json.dump(CASES[name](), file, indent=1)
            file.write("\n")
