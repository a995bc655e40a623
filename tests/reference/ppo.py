"""PPO's arithmetic by the formulas of the papers, on padded tensors with masks (TRL's PPOTrainer does it so, too)."""

import torch

from fixture import draw, pad, rounded, seeded, unpad, with_gradient


def kl_estimators(log_probs, reference_log_probs):
    """Schulman 2020, for tokens that the policy sampled; the ratio is reference over policy."""
    log_ratio = reference_log_probs - log_probs
    return {"k1": -log_ratio, "k2": log_ratio**2 / 2, "k3": log_ratio.expm1() - log_ratio}


def generalised_advantages(rewards, values, discount, decay):
    """Equation 16 of Schulman et al. 2016 as it stands: a weighted sum of all later errors. Zeros right of a row."""
    following = torch.cat([values[:, 1:], torch.zeros(len(values), 1)], dim=1)
    errors = rewards + discount * following - values
    steps = torch.arange(rewards.shape[1])
    distance = steps[:, None] - steps[None, :]
    weights = ((discount * decay) ** distance.clamp(min=0)) * (distance >= 0)
    return errors @ weights


def whiten(numbers, mask, keep_mean=False):
    """Variance 1 over all real tokens together, with Bessel's correction."""
    real = numbers[mask]
    whitened = (numbers - real.mean()) * torch.rsqrt(real.var(unbiased=True) + 1e-8)
    return whitened + real.mean() if keep_mean else whitened


def masked_mean(numbers, mask):
    return (numbers * mask).sum() / mask.sum()


def policy_loss(log_probs, old_log_probs, advantages, mask, clip_range):
    """Schulman et al. 2017, equation 7, with its sign turned."""
    ratio = (log_probs - old_log_probs).exp()
    clipped = ratio.clamp(1 - clip_range, 1 + clip_range)
    return -masked_mean(torch.min(ratio * advantages, clipped * advantages), mask)


def value_loss(values, old_values, returns, mask, clip_range):
    clipped = torch.max(torch.min(values, old_values + clip_range), old_values - clip_range)
    return 0.5 * masked_mean(torch.max((values - returns) ** 2, (clipped - returns) ** 2), mask)


def fixture():
    return {
        "kl": kl_fixture(),
        "advantages": [
            advantages_fixture(1, discount=1.0, decay=0.95),
            advantages_fixture(2, discount=0.9, decay=0.5),
            advantages_fixture(3, discount=0.99, decay=1.0),
        ],
        "whitening": whitening_fixture(),
        "rewards": rewards_fixture(),
        "adaptive_kl": adaptive_kl_fixture(),
        "policy": policy_fixture(),
        "value": value_fixture(),
    }


def draw_rows(random, lengths, **options):
    return [draw(random, length, **options) for length in lengths]


def kl_fixture():
    random = seeded(11)
    log_probs = draw(random, 12, scale=0.5, shift=-5)
    # From the same, over the usual distance, to one where the policy would never have said it.
    distances = torch.tensor([0, 1e-4, -1e-4, 0.01, -0.01, 0.3, -0.3, 1, -1, 3, -3, -9])
    reference = rounded(log_probs + distances)
    return {
        "log_probs": log_probs,
        "reference_log_probs": reference,
        **kl_estimators(log_probs, reference),
    }


def advantages_fixture(seed, discount, decay):
    random = seeded(20 + seed)
    lengths = [5, 1, 8, 3]
    rewards, mask = pad(draw_rows(random, lengths))
    values, _ = pad(draw_rows(random, lengths))
    advantages = generalised_advantages(rewards, values, discount, decay)
    return {
        "discount": discount,
        "lambda": decay,
        "rewards": unpad(rewards, mask),
        "values": unpad(values, mask),
        "advantages": unpad(advantages, mask),
        "returns": unpad(advantages + values, mask),
    }


def whitening_fixture():
    numbers, mask = pad(draw_rows(seeded(31), [4, 7, 1, 2], scale=3, shift=5))
    return {
        "rows": unpad(numbers, mask),
        "whitened": unpad(whiten(numbers, mask), mask),
        "keeping_the_mean": unpad(whiten(numbers, mask, keep_mean=True), mask),
    }


def rewards_fixture():
    """The score at the end token, the KL penalty at each token, less for a reply that was cut off."""
    random = seeded(41)
    lengths = [4, 6, 1, 3]
    coefficient, penalty = 0.05, 1.0
    log_probs, mask = pad(draw_rows(random, lengths, scale=0.5, shift=-2.5))
    reference, _ = pad(draw_rows(random, lengths, scale=0.5, shift=-2.8))
    scores = draw(random, len(lengths))
    ended = torch.tensor([True, False, True, False])
    penalised = scores - penalty * ~ended
    kl = kl_estimators(log_probs, reference)
    rewards = {name: -coefficient * each for name, each in kl.items()}
    for row in rewards.values():
        row[torch.arange(len(lengths)), torch.tensor(lengths) - 1] += penalised
    kl_per_reply = (kl["k1"] * mask).sum(1).mean()
    return {
        "kl_coefficient": coefficient,
        "missing_end_penalty": penalty,
        "log_probs": unpad(log_probs, mask),
        "reference_log_probs": unpad(reference, mask),
        "scores": scores,
        "ended": ended,
        "penalised_scores": penalised,
        "rewards": unpad(rewards["k1"], mask),
        "rewards_by_k2": unpad(rewards["k2"], mask),
        "rewards_by_k3": unpad(rewards["k3"], mask),
        "whitened_rewards": unpad(whiten(rewards["k1"], mask, keep_mean=True), mask),
        "objective/kl": kl_per_reply,
        "objective/entropy": (-log_probs * mask).sum(1).mean(),
        "objective/scores": penalised.mean(),
        "objective/non_score_reward": -coefficient * kl_per_reply,
        "objective/rlhf_reward": (rewards["k1"] * mask).sum(1).mean(),
    }


def adaptive_kl_fixture():
    """Ziegler et al. 2019, section 2.2: the error is clipped at a fifth, the step is its share of the horizon."""
    target, horizon, replies = 6.0, 100, 32
    measured = torch.tensor([0.5, 5.9, 6.0, 6.3, 30.0, 7.1])
    coefficients, coefficient = [], 0.05
    for kl in measured:
        error = ((kl - target) / target).clamp(-0.2, 0.2)
        coefficient = coefficient * (1 + error * replies / horizon)
        coefficients.append(coefficient)
    return {
        **{"target": target, "horizon": horizon, "replies": replies, "start": 0.05},
        "kl": measured,
        "coefficients": torch.stack(coefficients),
    }


def policy_fixture():
    random = seeded(51)
    rows, tokens, clip_range = 4, 9, 0.2
    mask = torch.arange(tokens) < torch.tensor([9, 4, 7, 1])[:, None]
    old = draw(random, rows, tokens, scale=0.7, shift=-4)
    # Ratios from 0.3 to 3: both sides of the clip, with advantages of both signs.
    log_probs = with_gradient(rounded(old + draw(random, rows, tokens, scale=0.4)))
    advantages = draw(random, rows, tokens)
    entropies = draw(random, rows, tokens, scale=0.3, shift=2)
    loss = policy_loss(log_probs, old, advantages, mask, clip_range)
    loss.backward()
    change = (log_probs - old).detach()
    ratio = change.exp()
    clipped = ratio.clamp(1 - clip_range, 1 + clip_range)
    return {
        "clip_range": clip_range,
        "log_probs": log_probs.flatten(),
        "old_log_probs": old.flatten(),
        "advantages": advantages.flatten(),
        "entropies": entropies.flatten(),
        "mask": mask.flatten().long(),
        "loss": loss,
        "gradient": log_probs.grad.flatten(),
        "approximate_kl": masked_mean(change**2 / 2, mask),
        "clip_share": masked_mean((-advantages * clipped > -advantages * ratio).double(), mask),
        "ratio": masked_mean(ratio, mask),
        "entropy": masked_mean(entropies, mask),
    }


def value_fixture():
    random = seeded(61)
    rows, tokens, clip_range = 4, 9, 0.2
    mask = torch.arange(tokens) < torch.tensor([2, 9, 5, 8])[:, None]
    old = draw(random, rows, tokens)
    values = with_gradient(rounded(old + draw(random, rows, tokens, scale=0.4)))
    returns = rounded(old + draw(random, rows, tokens))
    loss = value_loss(values, old, returns, mask, clip_range)
    loss.backward()
    now = values.detach()
    clipped = old + (now - old).clamp(-clip_range, clip_range)
    real = returns[mask]
    return {
        "clip_range": clip_range,
        "values": now.flatten(),
        "old_values": old.flatten(),
        "returns": returns.flatten(),
        "mask": mask.flatten().long(),
        "loss": loss,
        "gradient": values.grad.flatten(),
        "clip_share": masked_mean(((clipped - returns) ** 2 > (now - returns) ** 2).double(), mask),
        "explained_variance": 1 - (real - old[mask]).var() / real.var(),
    }
