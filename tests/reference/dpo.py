"""Direct preference optimisation (Rafailov et al. 2023, equation 7) and what TRL's DPOTrainer reports of it."""

import torch
from torch.nn.functional import logsigmoid

from fixture import draw, pad, rounded, seeded, unpad, with_gradient
from preferences import ranking_loss


def fixture():
    return {"beta": 0.1, "pairs": pairs_fixture(0.1), "rankings": rankings_fixture(0.1)}


def rankings_fixture(beta):
    """Rankings as the reward model takes them, the implicit reward in the place of its score: ties, and "all bad"."""
    random = seeded(92)
    rankings = [[3, 1, 2, 2], [1, 1], [None, 1, None], None]
    counts = [4, 2, 3, 3]
    reference = [draw(random, count, scale=4, shift=-40) for count in counts]
    policy = [with_gradient(rounded(row + draw(random, len(row), scale=6))) for row in reference]
    losses = [
        ranking_loss(beta * (now - before), ranks)
        for now, before, ranks in zip(policy, reference, rankings)
    ]
    loss = torch.stack(losses).mean()
    loss.backward()
    return {
        "ranks": rankings,
        "log_probs": [row.detach() for row in policy],
        "reference_log_probs": reference,
        "loss": loss,
        "gradient": [row.grad for row in policy],
    }


def pairs_fixture(beta):
    random = seeded(91)
    chosen_lengths, rejected_lengths = [3, 6, 1, 4, 5], [5, 2, 4, 4, 1]
    # Per token: a reply's log-probability is their sum, not their mean.
    policy, reference = {}, {}
    masks = {}
    for side, lengths in (("chosen", chosen_lengths), ("rejected", rejected_lengths)):
        tokens, masks[side] = pad([draw(random, n, scale=0.6, shift=-4) for n in lengths])
        noise, _ = pad([draw(random, n, scale=0.8) for n in lengths])
        reference[side] = tokens
        policy[side] = with_gradient(rounded(tokens + noise))
    logps = {side: (policy[side] * masks[side]).sum(1) for side in policy}
    reference_logps = {side: reference[side].sum(1) for side in reference}
    rewards = {side: beta * (logps[side] - reference_logps[side]) for side in logps}
    margins = rewards["chosen"] - rewards["rejected"]
    loss = -logsigmoid(margins).mean()
    loss.backward()
    rows = lambda numbers, side: unpad(numbers.detach(), masks[side])
    return {
        "chosen": rows(policy["chosen"], "chosen"),
        "rejected": rows(policy["rejected"], "rejected"),
        "reference_chosen": rows(reference["chosen"], "chosen"),
        "reference_rejected": rows(reference["rejected"], "rejected"),
        "loss": loss,
        "gradient_chosen": rows(policy["chosen"].grad, "chosen"),
        "gradient_rejected": rows(policy["rejected"].grad, "rejected"),
        "rewards/chosen": rewards["chosen"].mean(),
        "rewards/rejected": rewards["rejected"].mean(),
        "rewards/margins": margins.mean(),
        "rewards/accuracies": (margins > 0).double().mean(),
        "logps/chosen": logps["chosen"].mean(),
        "logps/rejected": logps["rejected"].mean(),
    }
