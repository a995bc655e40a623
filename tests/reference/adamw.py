"""Five steps of torch.optim.AdamW, the gradient's global norm clipped before each, the learning rate changing."""

import torch
from torch import nn

from fixture import draw, seeded

SHAPES = {"matrix": (5, 7), "gain": (7,), "narrow": (9, 1)}
STEPS = 5


def fixture():
    return {
        # What fine-tuning and the reward model use, and what PPO uses.
        "with_decay": run(epsilon=1e-8, weight_decay=0.1, max_norm=1.0, seed=71),
        "ppo": run(epsilon=1e-5, weight_decay=0.0, max_norm=0.5, seed=72),
        "unclipped": run(epsilon=1e-8, weight_decay=0.01, max_norm=0.0, seed=73),
    }


def run(epsilon, weight_decay, max_norm, seed):
    random = seeded(seed)
    weights = {name: nn.Parameter(draw(random, *shape)) for name, shape in SHAPES.items()}
    start = {name: weight.detach().clone() for name, weight in weights.items()}
    optimizer = torch.optim.AdamW(
        [
            {"params": [w for w in weights.values() if w.dim() == 2], "weight_decay": weight_decay},
            {"params": [w for w in weights.values() if w.dim() == 1], "weight_decay": 0.0},
        ],
        betas=(0.9, 0.999),
        eps=epsilon,
    )
    steps = [one_step(random, weights, optimizer, max_norm, step) for step in range(STEPS)]
    return {
        "beta1": 0.9,
        "beta2": 0.999,
        "epsilon": epsilon,
        "weight_decay": weight_decay,
        "max_gradient_norm": max_norm,
        "shapes": {name: list(shape) for name, shape in SHAPES.items()},
        "start": start,
        **{f"step_{number}": step for number, step in enumerate(steps, start=1)},
        "first_moments": {n: optimizer.state[w]["exp_avg"] for n, w in weights.items()},
        "second_moments": {n: optimizer.state[w]["exp_avg_sq"] for n, w in weights.items()},
    }


def one_step(random, weights, optimizer, max_norm, step):
    learning_rate = 0.01 * (1 - step / STEPS)
    for group in optimizer.param_groups:
        group["lr"] = learning_rate
    # Below the clip at first, then above it.
    gradients = {n: draw(random, *s, scale=0.03 if step < 2 else 2) for n, s in SHAPES.items()}
    for name, weight in weights.items():
        weight.grad = gradients[name].clone()
    norm = torch.cat([gradient.flatten() for gradient in gradients.values()]).norm()
    if max_norm > 0:
        nn.utils.clip_grad_norm_(weights.values(), max_norm)
    optimizer.step()
    return {
        "learning_rate": learning_rate,
        "gradients": gradients,
        "norm": norm,
        "weights": {name: weight.detach().clone() for name, weight in weights.items()},
    }
