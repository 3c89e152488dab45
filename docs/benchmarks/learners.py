#!/usr/bin/env python3
"""Trains every learner for the same time on the same tasks and prints a table in Markdown.

  docs/benchmarks/learners.py [--seconds 30] [--only KIND,KIND] [--tasks NAME,NAME] [--runs DIR]

Each learner first trains for a few steps, to see how many fit in the time, then from the start, until
the time is met within 15 %, three times at most. The steps are made by all cores of this machine (--master says
otherwise); compiling and judging are not in the time. Models are judged on 600 tasks of the test split after the learner's own inner steps.
Lines are printed as they are known, so that what was measured stays when a run is stopped. Learners
that do not learn such tasks are left out. Needs Python 3.9 or later and nothing else.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROBE_STEPS = 40
PROBE_SECONDS = 5
TOLERANCE = 0.15
MOST_TRIES = 5

GLYPHS = """\
seed: 1
tasks: {{kind: glyphs, ways: 5, shots: {shots}, queries: 5, side: 28, classes: 2000}}
model: {{kind: conv4, filters: 16, reduction: stride}}
learner: {learner}
optimizer:
  kind: {optimizer}
  rate: {rate}
  schedule: {{kind: cosine, steps: {steps}, warmup: {warmup}}}
  clip: {{norm: 10}}
training: {{steps: {steps}, tasks-per-step: 16, tasks-per-shard: 8}}
evaluation: {{episodes: {episodes}, steps: {inner}}}
"""

SINUSOID = """\
seed: 1
tasks: {{kind: sinusoid, support: 10, query: 10}}
model: {{kind: mlp, hidden: [40, 40], activation: {activation}}}
learner: {learner}
optimizer:
  kind: {optimizer}
  rate: {rate}
  schedule: {{kind: cosine, steps: {steps}, warmup: {warmup}}}
  clip: {{norm: 1}}
training: {{steps: {steps}, tasks-per-step: 64, tasks-per-shard: 32}}
evaluation: {{episodes: {episodes}, steps: {inner}}}
"""

# For each learner: its settings, and the inner steps after which it is judged.
CLASSES = {
    "maml": ("{kind: maml, steps: 1, rate: 0.4}", 3),
    "maml, order 1": ("{kind: maml, steps: 3, rate: 0.1, order: 1}", 5),
    "anil": ("{kind: anil, steps: 5, rate: 0.1}", 5),
    "boil": ("{kind: boil, steps: 1, rate: 0.4}", 1),
    "meta-sgd": ("{kind: meta-sgd, steps: 1, rate: 0.1}", 1),
    "maml-plus-plus": ("{kind: maml-plus-plus, steps: 2, rate: 0.2, rates: learned, "
                       "multi-step: 300, normaliser: per-step}", 2),
    "meta-curvature": ("{kind: meta-curvature, steps: 1, rate: 0.1}", 1),
    "newton": ("{kind: newton, steps: 1}", 1),
    "imaml": ("{kind: imaml, steps: 8, rate: 0.1, proximity: 2, iterations: 5}", 8),
    "cavia": ("{kind: cavia, steps: 2, rate: 1, context: 32}", 2),
    "reptile": ("{kind: reptile, steps: 8, rate: 0.05, descent: sgd}", 16),
    "pretrain": ("{kind: pretrain, rate: 0.1}", 10),
    "r2-d2": ("{kind: r2-d2}", 0),
    "lr-d2": ("{kind: lr-d2, steps: 5}", 5),
    "meta-opt-net": ("{kind: meta-opt-net, head: svm}", 0),
    "prototypical": ("{kind: prototypical}", 0),
    "prototypical, mahalanobis": ("{kind: prototypical, distance: mahalanobis}", 0),
    "matching": ("{kind: matching, context: none}", 0),
    "relation": ("{kind: relation, hidden: 64}", 0),
    "cosine-classifier": ("{kind: cosine-classifier, scale: 10, temperature: learned}", 0),
}

NUMBERS = {
    "maml": ("{kind: maml, steps: 1, rate: 0.01}", 5),
    "maml, order 1": ("{kind: maml, steps: 5, rate: 0.01, order: 1}", 5),
    "anil": ("{kind: anil, steps: 5, rate: 0.01}", 5),
    "boil": ("{kind: boil, steps: 1, rate: 0.01}", 1),
    "meta-sgd": ("{kind: meta-sgd, steps: 1, rate: 0.01}", 1),
    "maml-plus-plus": ("{kind: maml-plus-plus, steps: 3, rate: 0.01, rates: learned, "
                       "multi-step: 1000}", 3),
    "meta-curvature": ("{kind: meta-curvature, steps: 1, rate: 0.01}", 1),
    "newton": ("{kind: newton, steps: 1}", 1),
    "imaml": ("{kind: imaml, steps: 16, rate: 0.01, proximity: 0.5, iterations: 5}", 16),
    "cavia": ("{kind: cavia, steps: 1, rate: 1, context: 4}", 1),
    "reptile": ("{kind: reptile, steps: 10, rate: 0.02, descent: sgd}", 10),
    "pretrain": ("{kind: pretrain, rate: 0.02}", 10),
    "r2-d2": ("{kind: r2-d2, lambda: 0.1}", 0),
    "meta-opt-net": ("{kind: meta-opt-net, head: ridge}", 0),
    "prototypical": ("{kind: prototypical}", 0),
    "matching": ("{kind: matching, context: none}", 0),
    "relation": ("{kind: relation, hidden: 64}", 0),
}

SMOOTH = {"newton", "imaml", "reptile"}  # they ask for a curvature, or for many small steps

TASKS = {
    "glyphs-1": ("glyphs, 5-way 1-shot, share of right answers", GLYPHS, CLASSES, {"shots": 1}),
    "glyphs-5": ("glyphs, 5-way 5-shot, share of right answers", GLYPHS, CLASSES, {"shots": 5}),
    "sinusoid": ("sinusoid, 10 points, squared error", SINUSOID, NUMBERS, {}),
}


def configuration(template, kind, learner, inner, steps, episodes, more):
    """Of a run of so many outer steps."""
    reptile = kind == "reptile"
    return template.format(
        learner=learner,
        optimizer="sgd" if reptile else "adam",
        rate=1 if reptile else 0.003,
        activation="tanh" if kind in SMOOTH else "relu",
        steps=steps,
        warmup=0 if reptile else min(50, steps // 4),
        episodes=episodes,
        inner=inner,
        **more)


def train(text, output, master):
    """The last line of a training run, and its exit status."""
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
        file.write(text)
        file.flush()
        command = [str(ROOT / "kindling"), "train", file.name, "--output", str(output)]
        done = subprocess.run(command + (["--master", master] if master else []),
                              capture_output=True, text=True, stdin=subprocess.DEVNULL)
    lines = done.stdout.splitlines()
    if lines and lines[-1].startswith("{"):
        return json.loads(lines[-1]), done.returncode
    if done.returncode == 6:
        return None, done.returncode
    said = [line for line in done.stderr.splitlines() if line.startswith("kindling: ")]
    sys.exit("learners.py: a run ended with %d: %s" % (done.returncode, "".join(said)))


def result(report, model):
    """The error or accuracy after the last inner step, with its interval."""
    numbers = report[model]
    name, scale, unit = ("accuracy", 100, " %") if "accuracy" in numbers else ("error", 1, "")
    interval = numbers["interval" if name == "error" else name + "_interval"][-1]
    value = numbers[name][-1]
    if value is None:
        return "diverges"
    form = "%.1f ± %.1f%s" if unit else "%.3f ± %.3f%s"
    return form % (scale * value, scale * (interval or 0), unit)


def seconds(line, steps, per_step):
    return steps * per_step / line["tasks_per_s"]


def fitting(first, second, budget):
    """How many steps fit in the time; pairs of steps and seconds tell what a step takes, and what
    a Java machine takes longer for its first ones."""
    (few, short), (many, long) = first, second
    step = (long - short) / (many - few) if long > short else long / many
    return max(20, int(many + (budget - long) / step))


def row(arguments, folder, tasks, kind):
    _, template, learners, more = TASKS[tasks]
    learner, inner = learners[kind]
    slug = "%s-%s" % (tasks, kind.replace(", ", "-").replace(" ", ""))
    per_step = 16 if template is GLYPHS else 64
    budget = arguments.seconds
    known, steps, episodes = [], PROBE_STEPS, 2
    while True:
        text = configuration(template, kind, learner, inner, steps, episodes, more)
        line, status = train(text, folder / ("%s-%d" % (slug, len(known))), arguments.master)
        if line is None:
            return "| `%s` | %d | diverges | | | | %d steps | |" % (kind, inner, steps)
        known.append((steps, seconds(line, steps, per_step)))
        tries, took = len(known), known[-1][1]
        if tries > 2 and (abs(took / budget - 1) < TOLERANCE or tries == MOST_TRIES):
            break
        if tries == 1:
            steps = max(2 * PROBE_STEPS, int(PROBE_STEPS * PROBE_SECONDS / took))
        elif tries == 2:
            steps, episodes = fitting(known[0], known[1], budget), 600
        else:
            steps = max(20, int(steps * budget / took))
    report = line["best"]["evaluation"]
    trained = result(report, "trained") + (" (diverged)" if status == 6 else "")
    return "| `%s` | %d | %s | %s | %d | %d s | %d steps | %d MB |" % (
        kind, inner, trained, result(report, "untrained"), line["tasks_per_s"], round(took), steps,
        line["peak_mb"])


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=30, help="of training, for each learner")
    parser.add_argument("--only", help="kinds of learners, with commas between")
    parser.add_argument("--tasks", help="of " + ", ".join(TASKS))
    parser.add_argument("--runs", help="where runs are kept; a folder that goes away unless given")
    parser.add_argument("--master", help="Spark's master")
    arguments = parser.parse_args()
    chosen = arguments.tasks.split(",") if arguments.tasks else list(TASKS)
    for name in chosen:
        if name not in TASKS:
            sys.exit("learners.py: --tasks must be of %s but is %s" % (", ".join(TASKS), name))
    kinds = {kind.split(",")[0] for _, _, learners, _ in TASKS.values() for kind in learners}
    for name in arguments.only.split(",") if arguments.only else []:
        if name not in kinds:
            sys.exit("learners.py: --only must be of %s but is %s" % (", ".join(sorted(kinds)), name))
    with tempfile.TemporaryDirectory() as aside:
        folder = pathlib.Path(arguments.runs or aside)
        for tasks in chosen:
            title, _, learners, _ = TASKS[tasks]
            print("\n%s\n" % title)
            print("| learner | inner steps | trained | not trained | tasks/s | time | outer steps"
                  " | peak memory |")
            print("|---|---|---|---|---|---|---|---|", flush=True)
            for kind in learners:
                if not arguments.only or kind.split(",")[0] in arguments.only.split(","):
                    print(row(arguments, folder, tasks, kind), flush=True)


if __name__ == "__main__":
    main()
