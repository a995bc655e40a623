"""What all fixtures share: seeded inputs of few digits, rows of different lengths, and the JSON they are written as.

Everything is computed in float64; what the engine computes in float32 is held against it.
"""

import json

import torch

torch.set_default_dtype(torch.float64)


def seeded(seed):
    return torch.Generator().manual_seed(seed)


def draw(generator, *shape, scale=1.0, shift=0.0):
    """Normal numbers of four decimals: short as text, and the same in float32 to one part in ten million."""
    return rounded(torch.randn(*shape, generator=generator) * scale + shift)


def rounded(numbers):
    return (numbers * 1e4).round() / 1e4


def draw_tokens(generator, vocabulary_size, *shape):
    return torch.randint(vocabulary_size, shape, generator=generator)


def pad(rows):
    """Rows of different lengths as one tensor with zeros on the right, and the mask of what is real."""
    padded = torch.nn.utils.rnn.pad_sequence(rows, batch_first=True)
    lengths = torch.tensor([len(row) for row in rows])
    return padded, torch.arange(padded.shape[1]) < lengths[:, None]


def unpad(padded, mask):
    return [row[keep] for row, keep in zip(padded, mask)]


def with_gradient(numbers):
    return numbers.clone().requires_grad_()


def arrays(named_tensors):
    """Weights or gradients under their names: shape, and the numbers row by row."""
    return {name: {"shape": list(t.shape), "data": t.flatten()} for name, t in named_tensors}


def to_json(value, indent=""):
    """Objects over several lines, lists of numbers on one; ten significant digits."""
    if isinstance(value, dict):
        inner = indent + "  "
        lines = [f"{inner}{json.dumps(key)}: {to_json(part, inner)}" for key, part in value.items()]
        return "{\n" + ",\n".join(lines) + f"\n{indent}}}"
    if isinstance(value, list) and value and isinstance(value[0], dict):
        inner = indent + "  "
        return "[\n" + ",\n".join(inner + to_json(part, inner) for part in value) + f"\n{indent}]"
    return json.dumps(plain(value), separators=(",", ":"))


def plain(value):
    if isinstance(value, torch.Tensor):
        return plain(value.tolist())
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    if isinstance(value, float):
        short = float(f"{value:.10g}")
        return int(short) if short.is_integer() else short
    return value
