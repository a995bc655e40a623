"""Group-relative policy optimisation (Shao et al. 2024) as TRL's GRPOTrainer computes it."""

import torch

from fixture import draw, pad, rounded, seeded, unpad, with_gradient
from ppo import kl_estimators, masked_mean


MAX_NEW_TOKENS = 8


def group_advantages(rewards):
    """[groups, replies], by TRL's `scale_rewards`. Deviations are the unbiased ones; 1e-4 keeps equal ones apart."""
    distance = rewards - rewards.mean(1, keepdim=True)
    return {
        "group": distance / (rewards.std(1, unbiased=True, keepdim=True) + 1e-4),
        "batch": distance / (rewards.std(unbiased=True) + 1e-4),
        "none": distance,
    }


def average(numbers, mask, loss_type):
    """Over tokens [replies, time], by TRL's `loss_type`."""
    if loss_type == "grpo":
        return ((numbers * mask).sum(1) / mask.sum(1)).mean()
    if loss_type == "dapo":
        return (numbers * mask).sum() / mask.sum()
    return (numbers * mask).sum() / (len(numbers) * MAX_NEW_TOKENS)


def fixture():
    random = seeded(101)
    rewards = draw(random, 3, 4)
    rewards[1] = 0.5
    advantages = group_advantages(rewards)
    lengths = [4, 2, 6, 1, 3, 3, 5, 2, 1, 6, 4, 8]
    old, mask = pad([draw(random, n, scale=0.6, shift=-4) for n in lengths])
    step, _ = pad([draw(random, n, scale=0.3) for n in lengths])
    distance, _ = pad([draw(random, n, scale=0.5) for n in lengths])
    log_probs, reference = rounded(old + step), rounded(old + distance)
    per_reply = advantages["group"].flatten()[:, None]
    losses = {
        loss_type: {
            name: loss_and_gradient(log_probs, old, reference, per_reply, mask, beta, loss_type)
            for name, beta in (("with_kl", 0.04), ("without_kl", 0.0))
        }
        for loss_type in ("grpo", "dapo", "dr_grpo")
    }
    ratio = (log_probs - old).exp()
    clipped = ((ratio < 0.8) & (per_reply < 0)) | ((ratio > 1.2) & (per_reply > 0))
    deviations = rewards.std(1, unbiased=True)
    return {
        "kl_coefficient": 0.04,
        "clip_range": 0.2,
        "max_new_tokens": MAX_NEW_TOKENS,
        "rewards": rewards,
        "advantages": advantages,
        "log_probs": unpad(log_probs, mask),
        "old_log_probs": unpad(old, mask),
        "reference_log_probs": unpad(reference, mask),
        **losses,
        "reward": rewards.mean(),
        "reward_std": deviations.mean(),
        "frac_reward_zero_std": (deviations == 0).double().mean(),
        "kl": masked_mean(kl_estimators(log_probs, reference)["k3"], mask),
        "clip_ratio/region_mean": masked_mean(clipped.double(), mask),
    }


def loss_and_gradient(log_probs, old, reference, advantages, mask, beta, loss_type):
    log_probs = with_gradient(log_probs)
    ratio = (log_probs - old).exp()
    gain = torch.min(ratio * advantages, ratio.clamp(0.8, 1.2) * advantages)
    loss = average(-gain + beta * kl_estimators(log_probs, reference)["k3"], mask, loss_type)
    loss.backward()
    return {"loss": loss, "gradient": unpad(log_probs.grad, mask)}
