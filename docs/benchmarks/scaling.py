#!/usr/bin/env python3
"""Measures what a round costs on Spark, fits the cost model of docs/scaling.md and says how well it predicts.

  docs/benchmarks/scaling.py [--rounds 100] [--parts 1,4,16] [--from FILE] [--no-training]

First rounds whose shards cost nothing, on local-cluster with an executor of so many cores, one for
each part (SparkStep); each point is predicted by the fit to all and by a fit to the others. Then
training runs on two executors of one core, predicted from what they compute, what they wait for the
slowest, and the fit, and how many tasks a step of such runs must have to keep 64 and 1,000 of them
busy. Lines are printed as they are known; --from reads points from what an earlier run printed.
Needs a built tree (./mvnw package -DskipTests), Python 3.9 or later and nothing else. Nothing else
should run meanwhile.
"""
import argparse
import json
import os
import pathlib
import re
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
# The small ones last: Java has compiled by then what they are measured with.
FLOATS = (500_000, 112_000, 1_000)
SHARDS = (1, 4)
LINE = re.compile(
    r"(\d+) parts of (\d+) shards of (\d+) floats: by tasks that stay ([\d.]+) ms, ([\d.]+) ms"
)
# A shard that takes as long as this sends its sums while the next is computed.
SOON_MS = 20

WAVES = """\
seed: 1
tasks: {kind: sinusoid, support: 10, query: 10}
model: {kind: mlp, hidden: [40, 40]}
learner: {kind: maml, steps: 1, rate: 0.01}
optimizer: {kind: adam, rate: 0.001}
training: {steps: STEPS, tasks-per-step: TASKS, tasks-per-shard: 64}
evaluation: {episodes: 1}
checkpoint: {every: 1000000}
"""
IMAGES = """\
seed: 1
tasks: {kind: glyphs, ways: 5, shots: 1, queries: 15, side: 28}
model: {kind: conv4, filters: 64, reduction: stride}
learner: {kind: maml, steps: 5, rate: 0.1}
optimizer: {kind: adam, rate: 0.001}
training: {steps: STEPS, tasks-per-step: TASKS, tasks-per-shard: 4}
evaluation: {episodes: 1}
checkpoint: {every: 1000000}
"""
# Configuration, meta-parameters, tasks in a step, tasks in a shard, steps.
RUNS = {
    "waves": (WAVES, 1_761, 128, 64, 6000),
    "waves, 1,024 tasks": (WAVES, 1_761, 1024, 64, 2000),
    "omniglot": (IMAGES, 112_005, 16, 4, 200),
}


def rows(points):
    """Of each point the numbers that the model is linear in: 1, parts, MB of theta, out and in."""
    return [(1, n, f * 4e-6, n * f * 4e-6, n * k * f * 4e-6) for n, k, f in points]


def solve(matrix, right):
    """Gaussian elimination with the largest pivot."""
    size = len(right)
    rows_ = [list(row) + [value] for row, value in zip(matrix, right)]
    for i in range(size):
        pivot = max(range(i, size), key=lambda r: abs(rows_[r][i]))
        rows_[i], rows_[pivot] = rows_[pivot], rows_[i]
        for r in range(size):
            if r != i:
                factor = rows_[r][i] / rows_[i][i]
                rows_[r] = [a - factor * b for a, b in zip(rows_[r], rows_[i])]
    return [rows_[i][size] / rows_[i][i] for i in range(size)]


def fit(points, measured):
    """Coefficients with the least squares of relative errors, none of them negative."""
    x = [[v / m for v in row] for row, m in zip(rows(points), measured)]
    used = list(range(len(x[0])))
    while True:
        normal = [[sum(r[i] * r[j] for r in x) for j in used] for i in used]
        found = solve(normal, [sum(r[i] for r in x) for i in used])
        worst = min(range(len(found)), key=found.__getitem__)
        if found[worst] >= 0:
            return [found[used.index(i)] if i in used else 0.0 for i in range(len(x[0]))]
        del used[worst]


def predict(coefficients, point):
    return sum(c * v for c, v in zip(coefficients, rows([point])[0]))


def class_path():
    return ":".join(
        [
            f"{ROOT}/driver/target/kindling.jar",
            f"{ROOT}/integration-tests/target/test-classes",
            f"{ROOT}/deploy/target/nd4j/*",
            f"{ROOT}/deploy/target/spark/jars/*",
        ]
    )


def spark_step(master, rounds, sizes):
    ours = ":".join(class_path().split(":")[:3])
    command = ["java", f"@{ROOT}/deploy/conf/java-options", "-Xmx1500m"]
    command += [f"-Dlog4j2.configurationFile={ROOT}/deploy/conf/log4j2.properties"]
    command += [f"-Dspark.executor.extraClassPath={ours}", "-cp", class_path()]
    command += ["dev.kindling.speed.SparkStep", "stay", master, str(rounds), *sizes]
    spark = str(ROOT / "deploy/target/spark")
    own = {"SPARK_HOME": spark, "SPARK_SCALA_VERSION": "2.12", "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **own}, capture_output=True, text=True, check=True
    )
    return done.stdout


def measure(parts, rounds):
    text = ""
    for n in parts:
        sizes = [f"{n}x{k}x{f}" for k in SHARDS for f in FLOATS]
        # Java compiles the driver's part during the first, which is measured again.
        seen = spark_step(f"local-cluster[1,{n},2048]", rounds, sizes[:1] + sizes)
        counted = seen[seen.index("\n") + 1 :]
        print(counted, end="", flush=True)
        text += counted
    return text


def train(name, executors):
    """Milliseconds of a step's phases, after the first half of the run."""
    yaml, _, tasks, _, steps = RUNS[name]
    with tempfile.TemporaryDirectory() as folder:
        config = pathlib.Path(folder, "run.yaml")
        config.write_text(yaml.replace("STEPS", str(steps)).replace("TASKS", str(tasks)))
        command = [str(ROOT / "kindling"), "train", str(config), "--output", f"{folder}/run"]
        command += ["--master", f"local-cluster[{executors},1,1024]"]
        subprocess.run(command, capture_output=True, text=True, check=True)
        lines = [json.loads(line) for line in open(f"{folder}/run/metrics.jsonl")]
    timed = [line for line in lines if "seconds" in line and line["step"] > steps / 2]
    counted = sum(line["steps"] for line in timed)
    return {
        key: 1e3 * sum(line["seconds"][key] for line in timed) / counted
        for key in timed[0]["seconds"]
    }


def predict_training(rounds, driver):
    for name, (_, floats, tasks, per_shard, _) in RUNS.items():
        # Not on one: Spark says of a single core that it is two, and so do the phases.
        n = 2
        seen = train(name, n)
        work = seen["sample"] + seen["compute"]
        sent = tasks // per_shard // n
        if work / sent > SOON_MS:
            sent = 1
        known = work + seen["uneven"] + seen["update"]
        expected = known + predict(rounds, (n, sent, floats))
        print(
            f"{name}, {n} executors: {work:.2f} ms of work a step, {seen['uneven']:.2f} of waiting"
            f" for the slowest, {seen['update']:.2f} of the update, predicted {expected:.2f} ms,"
            f" measured {seen['total']:.2f}, {expected / seen['total'] - 1:+.0%}",
            flush=True,
        )
        task = work * n / tasks
        for many in (64, 1000):
            besides = predict(driver, (many, 1, floats))
            print(
                f"{name}, {many} executors: {besides:.0f} ms of the driver, 90 % busy with"
                f" {9 * besides:.0f} ms of work each, {9 * besides * many / task:,.0f} tasks a step"
            )


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--parts", default="1,4,16")
    parser.add_argument("--from", dest="source")
    parser.add_argument("--no-training", action="store_true")
    options = parser.parse_args()
    parts = [int(n) for n in options.parts.split(",")]
    text = open(options.source).read() if options.source else measure(parts, options.rounds)
    found = [m.groups() for m in LINE.finditer(text)]
    points = [tuple(int(v) for v in line[:3]) for line in found]
    fits = []
    for column, what in ((3, "a round"), (4, "the driver's processors")):
        measured = [float(line[column]) for line in found]
        coefficients = fit(points, measured)
        fits.append(coefficients)
        print(
            f"{what}: {coefficients[0]:.2f} ms + {coefficients[1]:.2f} ms a part"
            f" + {coefficients[2]:.2f} ms a MB of theta + {coefficients[3]:.2f} ms a MB out"
            f" + {coefficients[4]:.2f} ms a MB in"
        )
        for i, point in enumerate(points):
            others = [j for j in range(len(points)) if j != i]
            left = fit([points[j] for j in others], [measured[j] for j in others])
            print(
                f"  {point[0]} x {point[1]} x {point[2]}: measured {measured[i]:.2f} ms,"
                f" {predict(coefficients, point) / measured[i] - 1:+.0%} by the fit to all,"
                f" {predict(left, point) / measured[i] - 1:+.0%} by the fit to the others"
            )
    if not options.no_training:
        predict_training(*fits)


if __name__ == "__main__":
    main()
