"""The whole model: a tiny random Llama, its logits, and the gradients of all its weights under each stage's loss."""

from dataclasses import asdict

import torch

from fixture import arrays, draw, draw_tokens, rounded, seeded
from llama import Config, Llama, log_probs_and_entropies
from ppo import policy_loss, value_loss
from preferences import ranking_loss

TEMPERATURE = 0.7
DIALOGUES = [(5, 4), (2, 7), (9, 1), (3, 6), (1, 3), (7, 5)]
RANKS = [[2, 1, 3], None]


def fixture():
    config = Config()
    model = random_model(config, seeded(1))
    return {
        "config": asdict(config),
        "weights": arrays(model.state_dict().items()),
        "left_padded": left_padded_fixture(model, config, seeded(2)),
        **dialogue_fixtures(model, config, seeded(3)),
    }


def random_model(config, random):
    """Weights large enough for every part to matter."""
    model = Llama(config)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            gain = "norm" in name
            weight.copy_(draw(random, *weight.shape, scale=0.2 if gain else 0.4, shift=1.0 if gain else 0.0))
    return model


def gradients_of(model, loss):
    model.zero_grad()
    # Another loss may follow from the same forward pass.
    loss.backward(retain_graph=True)
    zero = lambda weight: torch.zeros_like(weight)
    gradients = [(name, zero(w) if w.grad is None else w.grad.clone()) for name, w in model.named_parameters()]
    return arrays(gradients)


def left_padded_fixture(model, config, random):
    """A batch as sampling has it: rows begin after different amounts of padding, which must not show."""
    batch, time, starts = 3, 11, torch.tensor([0, 4, 1])
    tokens = draw_tokens(random, config.vocab_size, batch, time)
    targets = draw_tokens(random, config.vocab_size, batch, time)
    value_targets = draw(random, batch, time)
    mask = torch.arange(time) >= starts[:, None]
    logits, values = model(tokens, mask)
    log_probs, entropies = log_probs_and_entropies(logits, targets, TEMPERATURE)
    per_token = -log_probs - 0.1 * entropies + 0.5 * (values - value_targets) ** 2
    loss = per_token[mask].mean()
    return {
        "batch": batch,
        "time": time,
        "starts": starts,
        "temperature": TEMPERATURE,
        "entropy_weight": 0.1,
        "value_weight": 0.5,
        "tokens": tokens.flatten(),
        "targets": targets.flatten(),
        "value_targets": value_targets.flatten(),
        "mask": mask.flatten().long(),
        # Of the real positions only, row after row.
        "logits": logits[mask],
        "log_probs": log_probs[mask],
        "entropies": entropies[mask],
        "values": values[mask],
        "loss": loss,
        "gradients": gradients_of(model, loss),
    }


def dialogue_fixtures(model, config, random):
    """Prompts with replies, each alone and without any padding, as the training stages read them."""
    dialogues = [
        (draw_tokens(random, config.vocab_size, p), draw_tokens(random, config.vocab_size, r))
        for p, r in DIALOGUES
    ]
    seen = [reply_view(model, prompt, reply) for prompt, reply in dialogues]
    return {
        "dialogues": [{"prompt": prompt, "reply": reply} for prompt, reply in dialogues],
        "replies": {"temperature": TEMPERATURE, **{key: [one[key] for one in seen] for key in seen[0]}},
        "language": language_fixture(model, dialogues),
        "reward": reward_fixture(model, dialogues),
        "ppo": ppo_fixture(model, dialogues, random),
    }


def reply_view(model, prompt, reply, temperature=TEMPERATURE):
    """What is said of each reply token from the position before it, and the score at the last token."""
    logits, scalars = model(torch.cat([prompt, reply])[None])
    before = slice(len(prompt) - 1, -1)
    log_probs, entropies = log_probs_and_entropies(logits[0, before], reply, temperature)
    return {
        "log_probs": log_probs,
        "entropies": entropies,
        "values": scalars[0, before],
        "score": scalars[0, -1],
    }


def language_fixture(model, dialogues):
    """Fine-tuning: mean over all reply tokens, at temperature 1."""
    log_probs = [reply_view(model, *dialogue, temperature=1.0)["log_probs"] for dialogue in dialogues]
    loss = -torch.cat(log_probs).mean()
    return {"loss": loss, "gradients": gradients_of(model, loss)}


def reward_fixture(model, dialogues):
    """Two rankings of three replies: one in order, one all bad."""
    scores = torch.stack([reply_view(model, *dialogue)["score"] for dialogue in dialogues])
    loss = torch.stack([ranking_loss(scores[:3], RANKS[0]), ranking_loss(scores[3:], RANKS[1])]).mean()
    return {"ranks": RANKS, "loss": loss, "gradients": gradients_of(model, loss)}


def ppo_fixture(model, dialogues, random):
    """One minibatch; policy and value model are two models in a run, and this one plays both."""
    seen = [reply_view(model, *dialogue) for dialogue in dialogues]
    near = lambda key: [rounded(one[key].detach() + draw(random, *one[key].shape, scale=0.3)) for one in seen]
    old_log_probs, old_values, returns = near("log_probs"), near("values"), near("values")
    advantages = [draw(random, *one["values"].shape) for one in seen]
    log_probs, entropies, values = (
        torch.cat([one[key] for one in seen]) for key in ("log_probs", "entropies", "values")
    )
    mask = torch.ones_like(log_probs)
    policy = policy_loss(log_probs, torch.cat(old_log_probs), torch.cat(advantages), mask, 0.2)
    value = value_loss(values, torch.cat(old_values), torch.cat(returns), mask, 0.2)
    return {
        "clip_range": 0.2,
        "entropy_coefficient": 0.01,
        "old_log_probs": old_log_probs,
        "advantages": advantages,
        "old_values": old_values,
        "returns": returns,
        "policy": {
            "clipped_loss": policy,
            "entropy": entropies.mean(),
            **loss_with_gradients(model, policy - 0.01 * entropies.mean()),
        },
        "value": loss_with_gradients(model, value),
    }


def loss_with_gradients(model, loss):
    gradients = gradients_of(model, loss)
    norm = torch.cat([gradient["data"] for gradient in gradients.values()]).norm()
    return {"loss": loss, "gradient_norm": norm, "gradients": gradients}
