"""A Llama as `transformers` computes it, written from its formulas in plain PyTorch, with a scalar head beside.

Module names are those of `transformers`, so that the state dictionary has the names of a Hugging Face folder.
"""

from dataclasses import dataclass

import torch
from torch import nn


@dataclass
class Config:
    vocab_size: int = 27
    hidden_size: int = 12
    intermediate_size: int = 20
    num_hidden_layers: int = 2
    num_attention_heads: int = 2
    max_position_embeddings: int = 32
    rope_theta: float = 10000.0
    rms_norm_eps: float = 1e-5
    model_type: str = "llama"
    tie_word_embeddings: bool = True


class RMSNorm(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(config.hidden_size))
        self.epsilon = config.rms_norm_eps

    def forward(self, x):
        return self.weight * x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + self.epsilon)


def rotary_angles(position_ids, head_size, theta):
    """[batch, 1, time, head_size]: the angles of each position, once for each half of a head."""
    frequencies = 1.0 / theta ** (torch.arange(0, head_size, 2) / head_size)
    angles = position_ids[:, None, :, None] * frequencies
    return torch.cat([angles, angles], dim=-1)


def rotate(x, angles):
    first, second = x.chunk(2, dim=-1)
    return x * angles.cos() + torch.cat([-second, first], dim=-1) * angles.sin()


class Attention(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        size = config.hidden_size
        self.q_proj = nn.Linear(size, size, bias=False)
        self.k_proj = nn.Linear(size, size, bias=False)
        self.v_proj = nn.Linear(size, size, bias=False)
        self.o_proj = nn.Linear(size, size, bias=False)

    def forward(self, x, position_ids, visible):
        batch, time, size = x.shape
        heads = self.config.num_attention_heads
        split = lambda y: y.view(batch, time, heads, size // heads).transpose(1, 2)
        queries, keys, values = split(self.q_proj(x)), split(self.k_proj(x)), split(self.v_proj(x))
        angles = rotary_angles(position_ids, size // heads, self.config.rope_theta)
        scores = rotate(queries, angles) @ rotate(keys, angles).transpose(2, 3) / (size // heads) ** 0.5
        scores = scores.masked_fill(~visible[:, None], torch.finfo(scores.dtype).min)
        context = scores.softmax(dim=-1) @ values
        return self.o_proj(context.transpose(1, 2).reshape(batch, time, size))


class FeedForward(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.gate_proj = nn.Linear(config.hidden_size, config.intermediate_size, bias=False)
        self.up_proj = nn.Linear(config.hidden_size, config.intermediate_size, bias=False)
        self.down_proj = nn.Linear(config.intermediate_size, config.hidden_size, bias=False)

    def forward(self, x):
        return self.down_proj(nn.functional.silu(self.gate_proj(x)) * self.up_proj(x))


class Layer(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.self_attn = Attention(config)
        self.mlp = FeedForward(config)
        self.input_layernorm = RMSNorm(config)
        self.post_attention_layernorm = RMSNorm(config)

    def forward(self, x, position_ids, visible):
        x = x + self.self_attn(self.input_layernorm(x), position_ids, visible)
        return x + self.mlp(self.post_attention_layernorm(x))


class Backbone(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.embed_tokens = nn.Embedding(config.vocab_size, config.hidden_size)
        self.layers = nn.ModuleList(Layer(config) for _ in range(config.num_hidden_layers))
        self.norm = RMSNorm(config)

    def forward(self, tokens, mask):
        """mask: [batch, time], True where a token is real; positions count the real ones from 0."""
        time = tokens.shape[1]
        position_ids = (mask.long().cumsum(-1) - 1).clamp(min=0)
        visible = torch.ones(time, time, dtype=torch.bool).tril() & mask[:, None, :]
        x = self.embed_tokens(tokens)
        for layer in self.layers:
            x = layer(x, position_ids, visible)
        return self.norm(x)


class Llama(nn.Module):
    """Language model with tied embeddings, and a scalar head (`score`) for rewards and values."""

    def __init__(self, config):
        super().__init__()
        self.model = Backbone(config)
        self.score = nn.Linear(config.hidden_size, 1)

    def forward(self, tokens, mask=None):
        """Logits [batch, time, vocabulary] and the scalar head [batch, time]."""
        mask = torch.ones_like(tokens, dtype=torch.bool) if mask is None else mask
        hidden = self.model(tokens, mask)
        return hidden @ self.model.embed_tokens.weight.T, self.score(hidden).squeeze(-1)


def log_probs_and_entropies(logits, targets, temperature):
    """Of each target, and of each distribution, in nats; logits are divided by the temperature first."""
    log_softmax = (logits / temperature).log_softmax(dim=-1)
    chosen = log_softmax.gather(-1, targets[..., None]).squeeze(-1)
    return chosen, -(log_softmax.exp() * log_softmax).sum(-1)
