"""The reward model's loss on rankings, by their written meaning (docs/RLHF.md)."""

import torch
from torch.nn.functional import logsigmoid

from fixture import draw, seeded, with_gradient

# Rank 1 is best, equal ranks tie, None was left unranked.
RANKINGS = {
    "full": [2, 4, 1, 3],
    "ties": [1, 2, 2, 1],
    "all tied": [1, 1, 1],
    "partial": [None, 1, None, 2, None],
    "pair": [2, 1],
    "nine": [5, 1, 9, 2, 8, 3, 3, 4, 6],
    "all bad": None,
}


def ranking_loss(scores, ranks):
    """Mean over the comparisons of one ranking; `None` for ranks says that all samples are bad."""
    if ranks is None:
        # Each loses against an imaginary reply whose reward is 0.
        return -logsigmoid(0 - scores).mean()
    terms = []
    for i, a in enumerate(ranks):
        for j, b in enumerate(ranks):
            if j <= i or (a is None and b is None):
                continue
            difference = scores[i] - scores[j]
            if a == b:
                terms.append(-0.5 * logsigmoid(difference) - 0.5 * logsigmoid(-difference))
            elif b is None or (a is not None and a < b):
                terms.append(-logsigmoid(difference))
            else:
                terms.append(-logsigmoid(-difference))
    return torch.stack(terms).mean()


def fixture():
    random = seeded(81)
    scores = [draw(random, 3 if ranks is None else len(ranks), scale=2) for ranks in RANKINGS.values()]
    # Equal scores, and one pair so far apart that its sigmoid is 0 in float32.
    scores[2] = torch.zeros(3)
    scores[4] = torch.tensor([60.0, -60.0])
    scores = [with_gradient(row) for row in scores]
    losses = [ranking_loss(row, ranks) for row, ranks in zip(scores, RANKINGS.values())]
    loss = torch.stack(losses).mean()
    loss.backward()
    return {
        # Each gradient is that of the mean over all rankings.
        "rankings": [
            {"name": name, "ranks": ranks, "scores": row, "loss": own, "gradient": row.grad}
            for (name, ranks), row, own in zip(RANKINGS.items(), scores, losses)
        ],
        "loss": loss,
    }
