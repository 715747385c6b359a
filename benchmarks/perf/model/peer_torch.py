"""The same encoder-decoder in PyTorch, one thread: reads "steps N" lines, answers milliseconds per step.

Same layers, widths, batch and optimiser as benchmarks/perf/model/workload.ts: RMSNorm with gain, rotary
self-attention with heads of 32, SwiGLU of 8/3, tied embeddings, a mean-pooled head, AdamW, clipping.
STYLE plain is what a reader of the formulas writes; fused uses what PyTorch offers for speed: one
projection for q, k and v, scaled_dot_product_attention, rms_norm, the fused AdamW.
usage: peer_torch.py DIM THREADS plain|fused
"""

import json
import math
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn

DIM, THREADS, FUSED = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "fused"
LAYERS, VOCAB, CLASSES, BATCH, SOURCE, TARGET = 3, 1024, 16, 16, 64, 64
HEAD = 32
HIDDEN = math.ceil(DIM * 8 / 3 / 16) * 16
torch.set_num_threads(THREADS)
torch.manual_seed(1)
UNSEEN = torch.ones(TARGET, TARGET, dtype=torch.bool).triu(1)


class Norm(nn.Module):
    def __init__(self):
        super().__init__()
        self.gain = nn.Parameter(torch.ones(DIM))

    def forward(self, x):
        if FUSED:
            return F.rms_norm(x, (DIM,), self.gain, 1e-5)
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-5) * self.gain


def rotate(x, cosine, sine):
    a, b = x[..., :16], x[..., 16:]
    return torch.cat((a * cosine - b * sine, b * cosine + a * sine), -1)


class Attention(nn.Module):
    def __init__(self, causal=False, cross=False):
        super().__init__()
        self.causal, self.cross = causal, cross
        widths = ([DIM, 2 * DIM] if cross else [3 * DIM]) if FUSED else [DIM] * 3
        self.inputs = nn.ModuleList(nn.Linear(DIM, width, bias=False) for width in widths)
        self.o = nn.Linear(DIM, DIM, bias=False)

    def split(self, x):
        return x.view(x.shape[0], x.shape[1], -1, HEAD).transpose(1, 2)

    def project(self, x, memory):
        sources = [x, memory, memory]
        parts = [linear(source) for linear, source in zip(self.inputs, sources)]
        return (part for wide in parts for part in wide.split(DIM, -1))

    def forward(self, x, memory, table):
        q, k, v = (self.split(part) for part in self.project(x, memory if self.cross else x))
        if not self.cross:
            q, k = rotate(q, *table), rotate(k, *table)
        if FUSED:
            y = F.scaled_dot_product_attention(q, k, v, is_causal=self.causal)
        else:
            scores = q @ k.transpose(-2, -1) / math.sqrt(HEAD)
            if self.causal:
                scores = scores.masked_fill(UNSEEN, float("-inf"))
            y = scores.softmax(-1) @ v
        return self.o(y.transpose(1, 2).reshape(x.shape))


class SwiGlu(nn.Module):
    def __init__(self):
        super().__init__()
        widths = [2 * HIDDEN] if FUSED else [HIDDEN, HIDDEN]
        self.both = nn.ModuleList(nn.Linear(DIM, width, bias=False) for width in widths)
        self.down = nn.Linear(HIDDEN, DIM, bias=False)

    def forward(self, x):
        gate, up = (part for wide in self.both for part in wide(x).split(HIDDEN, -1))
        return self.down(F.silu(gate) * up)


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.tokens = nn.Embedding(VOCAB, DIM)
        nn.init.normal_(self.tokens.weight, std=0.04)
        self.encoder = nn.ModuleList(
            nn.ModuleList((Norm(), Attention(), Norm(), SwiGlu())) for _ in range(LAYERS)
        )
        self.decoder = nn.ModuleList(
            nn.ModuleList(
                (Norm(), Attention(causal=True), Norm(), Attention(cross=True), Norm(), SwiGlu())
            )
            for _ in range(LAYERS)
        )
        self.encoder_out, self.decoder_out = Norm(), Norm()
        self.head = nn.Linear(DIM, CLASSES)
        angle = torch.arange(max(SOURCE, TARGET))[:, None] * 10000 ** (-torch.arange(16) / 16)
        self.table = (angle.cos(), angle.sin())

    def forward(self, source, target):
        x = self.tokens(source)
        for norm, attention, norm2, feed in self.encoder:
            x = x + attention(norm(x), None, self.table)
            x = x + feed(norm2(x))
        memory = self.encoder_out(x)
        x = self.tokens(target)
        for norm, attention, norm2, cross, norm3, feed in self.decoder:
            x = x + attention(norm(x), None, self.table)
            x = x + cross(norm2(x), memory, self.table)
            x = x + feed(norm3(x))
        return self.head(memory.mean(1)), F.linear(self.decoder_out(x), self.tokens.weight)


model = Model()
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, betas=(0.9, 0.98), fused=FUSED or None)
source = torch.randint(16, VOCAB, (BATCH, SOURCE))
following = torch.randint(16, VOCAB, (BATCH, TARGET))
target = torch.cat((torch.ones(BATCH, 1, dtype=torch.long), following[:, :-1]), 1)
labels = torch.randint(CLASSES, (BATCH,))


def step():
    optimizer.zero_grad(set_to_none=True)
    head, text = model(source, target)
    loss = F.cross_entropy(text.view(-1, VOCAB), following.view(-1)) + F.cross_entropy(head, labels)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return loss.item()


print(json.dumps({"name": f"torch {torch.__version__} {sys.argv[3]}", "parameters": sum(p.numel() for p in model.parameters())}), flush=True)
for line in sys.stdin:
    times, loss = [], 0.0
    for _ in range(int(line.split()[1])):
        begin = time.perf_counter()
        loss = step()
        times.append((time.perf_counter() - begin) * 1000)
    print(json.dumps({"ms": times, "loss": loss}), flush=True)
