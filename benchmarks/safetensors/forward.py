"""Opens a checkpoint with the safetensors library and repeats its forward pass in numpy, from the formulas
of the network and no code of ours. Prints one JSON line; the runner beside it compares.

usage: forward.py CHECKPOINT PROBE    (the probe holds source, target and the logits of our kernel)
"""

import json
import sys

import numpy as np
import safetensors
from safetensors import safe_open


def read(path):
    with safe_open(path, framework="numpy") as file:
        return {name: file.get_tensor(name) for name in file.keys()}, file.metadata() or {}


weights, metadata = read(sys.argv[1])
probe, _ = read(sys.argv[2])
source, target = probe["source"].astype(np.int64), probe["target"].astype(np.int64)
table = weights["tokens.table"]
width = table.shape[1]
# Constants of the norm at this width, as in the genome.
eps, scale = 1e-5 * 64 / width, np.sqrt(64 / width)


def norm(x, name):
    y = x / np.sqrt(np.mean(x * x, axis=-1, keepdims=True) + eps)
    return weights[f"{name}.gain"] * scale * y


def softmax(x):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def heads_of(x):
    batch, time, wide = x.shape
    return x.reshape(batch, time, wide // 32, 32).transpose(0, 2, 1, 3)


def rotate(x):
    """Channel i turns with channel i + 16 by position * 10000^(-i / 16)."""
    time = x.shape[2]
    angle = np.arange(time)[:, None] * 10000.0 ** (-np.arange(16) / 16)
    cosine, sine = np.cos(angle), np.sin(angle)
    a, b = x[..., :16], x[..., 16:]
    return np.concatenate([a * cosine - b * sine, b * cosine + a * sine], axis=-1)


def attention(x, memory, seen, name, causal=False, rope=True):
    part = lambda p: weights[f"{name}.{p}"]
    q, k, v = heads_of(x @ part("wq")), heads_of(memory @ part("wk")), heads_of(memory @ part("wv"))
    if rope:
        q, k = rotate(q), rotate(k)
    scores = q @ k.transpose(0, 1, 3, 2) / np.sqrt(32)
    allowed = seen[:, None, None, :]
    if causal:
        allowed = allowed & np.tril(np.ones(scores.shape[-2:], dtype=bool))
    mixed = softmax(np.where(allowed, scores, -1e30)) @ v
    batch, _, time, _ = mixed.shape
    return mixed.transpose(0, 2, 1, 3).reshape(batch, time, -1) @ part("wo")


def swiglu(x, name):
    gate = x @ weights[f"{name}.gate"]
    return (gate / (1 + np.exp(-gate)) * (x @ weights[f"{name}.up"])) @ weights[f"{name}.down"]


def layers(stack):
    return sorted({int(name.split(".")[1]) for name in weights if name.startswith(f"{stack}.")})


source_seen, target_seen = source != 0, target != 0
memory = table[source].astype(np.float64)
for i in layers("encoder"):
    at = f"encoder.{i}"
    x = norm(memory, f"{at}.rms_norm")
    memory = memory + attention(x, x, source_seen, f"{at}.attn")
    memory = memory + swiglu(norm(memory, f"{at}.rms_norm_2"), f"{at}.swiglu")
memory = norm(memory, "encoder_out.rms_norm")

pooled = (memory * source_seen[..., None]).sum(axis=1) / source_seen.sum(axis=1, keepdims=True)
head = pooled @ weights["head.linear.w"] + weights["head.linear.b"]

stream = table[target].astype(np.float64)
for i in layers("decoder"):
    at = f"decoder.{i}"
    x = norm(stream, f"{at}.rms_norm")
    stream = stream + attention(x, x, target_seen, f"{at}.attn", causal=True)
    x = norm(stream, f"{at}.rms_norm_2")
    stream = stream + attention(x, memory, source_seen, f"{at}.cross_attn", rope=False)
    stream = stream + swiglu(norm(stream, f"{at}.rms_norm_3"), f"{at}.swiglu")
text = norm(stream, "decoder_out.rms_norm") @ table.T + weights["tokens.b"]

# What is said at a padded place means nothing.
print(
    json.dumps(
        {
            "safetensors": safetensors.__version__,
            "numpy": np.__version__,
            "format": metadata.get("format"),
            "genome_hash": metadata.get("genome_hash"),
            "tensors": len(weights),
            "parameters": int(sum(w.size for n, w in weights.items() if "/" not in n)),
            "largest_logit": float(np.abs(text[target_seen]).max()),
            "text_difference": float(np.abs(text - probe["text"])[target_seen].max()),
            "head_difference": float(np.abs(head - probe["head"]).max()),
        }
    )
)
