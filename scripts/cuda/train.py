"""Trains a model of the project on an NVIDIA GPU with PyTorch, from rows of tokens that `npm run cuda -- text` writes.

Two stages as in scripts/pretrain: all text, then chats alone with the loss on the replies, under one cosine from peak to
zero. It lasts as long as it is told, whatever the GPU does in that time, so no two runs are equal to the bit. Needs
PyTorch 2 with CUDA and numpy, nothing else; on a processor it runs, too, for its test.
"""

import argparse
import json
import math
import struct
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

ROW = 257
ID, FIRST, COUNTED = 0x3FFF, 0x4000, 0x8000


class RMSNorm(nn.Module):
    def __init__(self, size, epsilon):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(size))
        self.epsilon = epsilon

    def forward(self, x):
        return self.weight * x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + self.epsilon)


def plain_attention(queries, keys, values, attn_mask):
    """For a PyTorch that is too old for its own."""
    scores = queries @ keys.transpose(2, 3) / queries.shape[-1] ** 0.5
    return scores.masked_fill(~attn_mask, -1e4).softmax(-1) @ values


attention = getattr(F, "scaled_dot_product_attention", plain_attention)


class Attention(nn.Module):
    def __init__(self, config):
        super().__init__()
        size = config["hidden_size"]
        self.heads = config["num_attention_heads"]
        for name in ("q_proj", "k_proj", "v_proj", "o_proj"):
            setattr(self, name, nn.Linear(size, size, bias=False))

    def forward(self, x, cos, sin, visible):
        batch, length, size = x.shape
        split = lambda y: y.view(batch, length, self.heads, size // self.heads).transpose(1, 2)
        queries, keys, values = split(self.q_proj(x)), split(self.k_proj(x)), split(self.v_proj(x))
        rotated = [rotate(queries, cos, sin), rotate(keys, cos, sin)]
        context = attention(*(y.to(values.dtype) for y in rotated), values, attn_mask=visible)
        return self.o_proj(context.transpose(1, 2).reshape(batch, length, size))


def rotate(x, cos, sin):
    first, second = x.chunk(2, dim=-1)
    return x * cos + torch.cat([-second, first], dim=-1) * sin


class FeedForward(nn.Module):
    def __init__(self, config):
        super().__init__()
        size, inner = config["hidden_size"], config["intermediate_size"]
        self.gate_proj = nn.Linear(size, inner, bias=False)
        self.up_proj = nn.Linear(size, inner, bias=False)
        self.down_proj = nn.Linear(inner, size, bias=False)

    def forward(self, x):
        return self.down_proj(F.silu(self.gate_proj(x)) * self.up_proj(x))


class Layer(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.self_attn = Attention(config)
        self.mlp = FeedForward(config)
        self.input_layernorm = RMSNorm(config["hidden_size"], config["rms_norm_eps"])
        self.post_attention_layernorm = RMSNorm(config["hidden_size"], config["rms_norm_eps"])

    def forward(self, x, cos, sin, visible):
        x = x + self.self_attn(self.input_layernorm(x), cos, sin, visible)
        return x + self.mlp(self.post_attention_layernorm(x))


class Backbone(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.embed_tokens = nn.Embedding(config["vocab_size"], config["hidden_size"])
        self.layers = nn.ModuleList(Layer(config) for _ in range(config["num_hidden_layers"]))
        self.norm = RMSNorm(config["hidden_size"], config["rms_norm_eps"])

    def forward(self, tokens, cos, sin, visible):
        x = self.embed_tokens(tokens)
        for layer in self.layers:
            x = layer(x, cos, sin, visible)
        return self.norm(x)


class Llama(nn.Module):
    """Names of the weights as in a Hugging Face folder; the embedding is the head, too."""

    def __init__(self, config):
        super().__init__()
        self.model = Backbone(config)
        size = config["hidden_size"] // config["num_attention_heads"]
        frequencies = 1.0 / config["rope_theta"] ** (torch.arange(0, size, 2) / size)
        angles = torch.arange(ROW - 1)[:, None] * frequencies
        angles = torch.cat([angles, angles], dim=-1)
        self.register_buffer("cos", angles.cos(), persistent=False)
        self.register_buffer("sin", angles.sin(), persistent=False)
        self.register_buffer("past", torch.ones(ROW - 1, ROW - 1, dtype=torch.bool).tril(), persistent=False)
        residual = 0.02 / math.sqrt(2 * config["num_hidden_layers"])
        for name, weight in self.named_parameters():
            if weight.dim() == 2:
                nn.init.normal_(weight, std=residual if name.endswith(("o_proj.weight", "down_proj.weight")) else 0.02)

    def forward(self, rows):
        """rows: [batch, ROW] of 16 bits a token. Sum of the losses of the tokens that count, in nats, and their number."""
        rows = rows.long() & 0xFFFF
        tokens = rows & ID
        document = ((rows & FIRST) != 0).long().cumsum(1)[:, :-1]
        visible = (document[:, :, None] == document[:, None, :]) & self.past
        counted = ((rows[:, 1:] & COUNTED) != 0).float()
        hidden = self.model(tokens[:, :-1], self.cos, self.sin, visible[:, None])
        # A relative position is what rotary attention sees: a document may begin anywhere in a row.
        with torch.autocast(rows.device.type, enabled=False):
            logits = hidden.float() @ self.model.embed_tokens.weight.T
            losses = F.cross_entropy(logits.flatten(0, 1), tokens[:, 1:].flatten(), reduction="none")
        return (losses * counted.flatten()).sum(), counted.sum()


class Text:
    """Rows of one kind, on the device; more are read as they are written."""

    def __init__(self, folder, kind, device, capacity):
        self.folder, self.kind = Path(folder), kind
        self.rows = torch.zeros(capacity, ROW, dtype=torch.int16, device=device)
        self.count, self.read = 0, set()

    def update(self):
        for path in sorted(self.folder.glob(f"{self.kind}-[0-9]*.rows")):
            if path in self.read or self.count == len(self.rows):
                continue
            found = torch.from_numpy(np.fromfile(path, dtype=np.int16).reshape(-1, ROW))
            found = found[: len(self.rows) - self.count]
            self.rows[self.count : self.count + len(found)] = found.to(self.rows.device)
            self.count += len(found)
            self.read.add(path)

    def draw(self, batch):
        return self.rows[torch.randint(self.count, (batch,), device=self.rows.device)]


class Trainer:
    """One optimizer step on rows that were put into `self.rows`; on a GPU recorded once and replayed."""

    def __init__(self, config, options, device):
        self.model = Llama(config).to(device)
        self.device, self.autocast = device, device == "cuda"
        self.rows = torch.zeros(options.batch, ROW, dtype=torch.int16, device=device)
        decayed = [w for n, w in self.model.named_parameters() if w.dim() == 2 and "embed" not in n]
        others = [w for n, w in self.model.named_parameters() if w.dim() != 2 or "embed" in n]
        groups = [{"params": decayed, "weight_decay": 0.1}, {"params": others, "weight_decay": 0.0}]
        on_gpu = {"fused": True, "capturable": True} if device == "cuda" else {}
        rate = torch.zeros((), device=device) if device == "cuda" else 0.0
        self.optimizer = torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.99), eps=1e-8, **on_gpu)
        self.loss_of = torch.compile(self.model) if options.compile else self.model
        self.smoothed = torch.zeros((), device=device)
        self.graph = None

    def set_rate(self, rate):
        for group in self.optimizer.param_groups:
            if torch.is_tensor(group["lr"]):
                group["lr"].fill_(rate)
            else:
                group["lr"] = rate

    def losses(self, rows, forward):
        with torch.autocast(self.device, dtype=torch.bfloat16, enabled=self.autocast, cache_enabled=False):
            return forward(rows)

    def step_once(self):
        self.optimizer.zero_grad(set_to_none=self.device != "cuda")
        total, count = self.losses(self.rows, self.loss_of)
        loss = total / count.clamp(min=1)
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0, foreach=True) if self.device == "cuda" else (
            nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        )
        self.optimizer.step()
        self.smoothed.mul_(0.98).add_(0.02 * loss.detach())

    def record(self):
        """
        Records the step as a CUDA graph, after a few plain ones that compile and make the optimizer's state. With rows of
        zeros no token counts, and with a rate of zero nothing changes.
        """
        if self.device != "cuda":
            return
        stream = torch.cuda.Stream()
        stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(stream):
            for _ in range(3):
                self.step_once()
        torch.cuda.current_stream().wait_stream(stream)
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph):
            self.step_once()
        self.graph = graph

    def step(self, rows, rate):
        self.rows.copy_(rows)
        self.set_rate(rate)
        self.graph.replay() if self.graph else self.step_once()

    def tensors(self):
        moments = [v for state in self.optimizer.state.values() for v in state.values() if torch.is_tensor(v)]
        return [*self.model.parameters(), *moments]

    def state(self):
        """A copy of weights and moments, in the order in which `restore` writes them back."""
        return [tensor.detach().clone() for tensor in self.tensors()]

    @torch.no_grad()
    def restore(self, state):
        for tensor, kept in zip(self.tensors(), state):
            tensor.copy_(kept)

    @torch.no_grad()
    def held_out(self, texts):
        """Nats per token of each kind of text that nothing is trained on."""
        found = {}
        for name, text in texts.items():
            parts = [self.losses(part, self.model) for part in text.rows[: min(text.count, 256)].split(64)]
            found[name] = (sum(t for t, _ in parts) / sum(c for _, c in parts)).item()
        return found


def write_safetensors(path, weights, metadata):
    arrays = {name: weight.detach().half().cpu().numpy() for name, weight in weights}
    header, at = {"__metadata__": {key: str(value) for key, value in metadata.items()}}, 0
    for name, array in arrays.items():
        header[name] = {"dtype": "F16", "shape": list(array.shape), "data_offsets": [at, at + array.nbytes]}
        at += array.nbytes
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for array in arrays.values():
            file.write(array.tobytes())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", required=True, help="config.json of a model of this size")
    parser.add_argument("--rows", required=True, help="folder of rows; more may be written to it meanwhile")
    parser.add_argument("--out", required=True, help="folder for base.safetensors, chat.safetensors and log.jsonl")
    parser.add_argument("--seconds", type=float, required=True, help="of training, without compiling")
    parser.add_argument("--base-share", type=float, default=0.35)
    parser.add_argument("--batch", type=int, default=64, help=f"rows of {ROW - 1} tokens")
    parser.add_argument("--text-rows", type=int, default=4, help="rows of the first stage's text in a batch of chats")
    parser.add_argument("--peak", type=float, default=3e-3, help="learning rate")
    parser.add_argument("--first-rows", type=int, default=40000, help="wait for so many before the first step")
    parser.add_argument("--capacity", type=int, default=1500000, help="rows of a kind that are kept")
    parser.add_argument("--compile", action="store_true")
    parser.add_argument("--no-graph", action="store_true", help="every step by itself")
    parser.add_argument("--after", help="a file to wait for before the first step")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.backends.cuda.matmul.allow_tf32 = True
    device = "cuda" if torch.cuda.is_available() else "cpu"
    machine = torch.cuda.get_device_name() if device == "cuda" else "processor"
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    config = json.loads(Path(options.config).read_text())
    trainer = Trainer(config, options, device)
    began = time.time()
    if not options.no_graph:
        trainer.record()
    print(f"{machine}: ready after {time.time() - began:.1f} s", flush=True)
    texts = {kind: Text(options.rows, kind, device, options.capacity) for kind in ("base", "chat")}
    while (options.after and not Path(options.after).exists()) or any(
        text.count < options.first_rows for text in texts.values()
    ):
        time.sleep(0.2)
        for text in texts.values():
            text.update()
    kept_out = {kind: Text(options.rows, f"held-out-{kind}", device, 256) for kind in ("world", "small-talk", "text")}
    for text in kept_out.values():
        text.update()

    log = open(out / "log.jsonl", "a")
    seconds, base_seconds = options.seconds, options.seconds * options.base_share
    annealed_seconds = 0.08 * seconds
    steps = 0

    def batch_of(stage):
        """Chats come with a little of the first stage's text: alone they make the model forget all of it."""
        if stage == "base":
            return texts["base"].draw(options.batch)
        kept = min(options.text_rows, options.batch - 1)
        return torch.cat([texts["chat"].draw(options.batch - kept), texts["base"].draw(max(1, kept))[:kept]])

    def cosine(elapsed):
        return 0.5 * (1 + math.cos(math.pi * min(1.0, elapsed / seconds)))

    def run(stage, until, elapsed, share_of_peak):
        """Trains until so many seconds of the whole; returns where it stopped."""
        nonlocal steps
        start = time.time() - elapsed
        report = elapsed
        while elapsed < until:
            for _ in range(20):
                warm_up = min(1.0, (steps + 1) / 200)
                trainer.step(batch_of(stage), options.peak * warm_up * share_of_peak(elapsed))
                steps += 1
            if device == "cuda":
                torch.cuda.synchronize()
            elapsed = time.time() - start
            if elapsed >= report or elapsed >= until:
                for text in texts.values():
                    text.update()
                tokens = steps * options.batch * (ROW - 1)
                row = {
                    "stage": stage, "steps": steps, "tokens": tokens, "seconds": round(elapsed, 1),
                    "rate": options.peak * share_of_peak(elapsed), "loss": trainer.smoothed.item(),
                    **{f"held_out_{name}": loss for name, loss in trainer.held_out(kept_out).items()},
                    "rows": {kind: text.count for kind, text in texts.items()},
                }
                print(json.dumps(row), flush=True)
                log.write(json.dumps(row) + "\n")
                log.flush()
                if not math.isfinite(row["loss"]):
                    raise SystemExit(f"The loss is not finite at step {steps}.")
                # Close together at first, for the curve of loss against tokens.
                report = elapsed * 1.25 if elapsed > 1 else 1.0
        return elapsed

    def save(name, trained_seconds):
        metadata = {
            "steps": steps, "tokens": steps * options.batch * (ROW - 1), "batch": options.batch * (ROW - 1),
            "seconds": round(trained_seconds, 1), "loss": trainer.smoothed.item(), "machine": machine,
            "distinct_tokens": sum(text.count for text in texts.values()) * (ROW - 1),
        }
        write_safetensors(out / f"{name}.safetensors", trainer.model.named_parameters(), metadata)

    reached = run("base", base_seconds, 0.0, cosine)
    # The base model is a branch whose rate falls to zero, which the chat model does not go through.
    kept, kept_steps = trainer.state(), steps
    high = cosine(reached)
    fall = lambda elapsed: high * max(0.0, 1 - elapsed / annealed_seconds)
    annealed = run("base", annealed_seconds, 0.0, fall)
    save("base", reached + annealed)
    trainer.restore(kept)
    steps = kept_steps
    reached = run("chat", seconds, reached, cosine)
    save("chat", reached)


if __name__ == "__main__":
    main()
