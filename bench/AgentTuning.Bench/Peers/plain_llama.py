"""A plain Llama in PyTorch that trains on padded batches, as users write it; driven by one JSON object a line on standard input.

Arguments: folder with config.json, model.safetensors and examples.json; threads; 1 to compute attention again on the way back, else 0.
Written for PyTorch 1.13, the newest without fused attention that Debian ships.
"""
import ctypes
import json
import math
import os
import re
import struct
import sys
import time

import numpy
import torch
from torch import nn
from torch.nn import functional as F
from torch.utils.checkpoint import checkpoint

IGNORED = -100


class RmsNorm(nn.Module):
    def __init__(self, width, epsilon):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.epsilon = epsilon

    def forward(self, x):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + self.epsilon) * self.weight


def rotate(x, cosines, sines):
    first, second = x.chunk(2, dim=-1)
    return x * cosines + torch.cat((-second, first), dim=-1) * sines


def attend(queries, keys, values, mask):
    scores = queries @ keys.transpose(-2, -1) / math.sqrt(queries.size(-1)) + mask
    return F.softmax(scores, dim=-1) @ values


class Attention(nn.Module):
    def __init__(self, config, recompute):
        super().__init__()
        hidden = config["hidden_size"]
        self.head_size = hidden // config["num_attention_heads"]
        self.recompute = recompute
        self.q_proj = nn.Linear(hidden, hidden, bias=False)
        self.k_proj = nn.Linear(hidden, hidden, bias=False)
        self.v_proj = nn.Linear(hidden, hidden, bias=False)
        self.o_proj = nn.Linear(hidden, hidden, bias=False)

    def forward(self, x, cosines, sines, mask):
        def heads(projected):
            return projected.view(x.size(0), x.size(1), -1, self.head_size).transpose(1, 2)

        queries = rotate(heads(self.q_proj(x)), cosines, sines)
        keys = rotate(heads(self.k_proj(x)), cosines, sines)
        values = heads(self.v_proj(x))
        if self.recompute and torch.is_grad_enabled():
            attended = checkpoint(attend, queries, keys, values, mask)
        else:
            attended = attend(queries, keys, values, mask)
        return self.o_proj(attended.transpose(1, 2).reshape(x.shape))


class FeedForward(nn.Module):
    def __init__(self, config):
        super().__init__()
        hidden, inner = config["hidden_size"], config["intermediate_size"]
        self.gate_proj = nn.Linear(hidden, inner, bias=False)
        self.up_proj = nn.Linear(hidden, inner, bias=False)
        self.down_proj = nn.Linear(inner, hidden, bias=False)

    def forward(self, x):
        return self.down_proj(F.silu(self.gate_proj(x)) * self.up_proj(x))


class DecoderLayer(nn.Module):
    def __init__(self, config, recompute):
        super().__init__()
        hidden, epsilon = config["hidden_size"], config["rms_norm_eps"]
        self.input_layernorm = RmsNorm(hidden, epsilon)
        self.self_attn = Attention(config, recompute)
        self.post_attention_layernorm = RmsNorm(hidden, epsilon)
        self.mlp = FeedForward(config)

    def forward(self, x, cosines, sines, mask):
        x = x + self.self_attn(self.input_layernorm(x), cosines, sines, mask)
        return x + self.mlp(self.post_attention_layernorm(x))


class Decoder(nn.Module):
    def __init__(self, config, recompute):
        super().__init__()
        hidden = config["hidden_size"]
        size = hidden // config["num_attention_heads"]
        self.embed_tokens = nn.Embedding(config["vocab_size"], hidden)
        self.layers = nn.ModuleList(DecoderLayer(config, recompute) for _ in range(config["num_hidden_layers"]))
        self.norm = RmsNorm(hidden, config["rms_norm_eps"])
        theta = config.get("rope_theta", 10000.0)
        self.register_buffer("frequencies", theta ** -(torch.arange(0, size, 2).float() / size), persistent=False)

    def forward(self, ids):
        length = ids.size(1)
        angles = torch.outer(torch.arange(length).float(), self.frequencies)
        angles = torch.cat((angles, angles), dim=-1)
        mask = torch.full((length, length), float("-inf")).triu(1)
        x = self.embed_tokens(ids)
        for layer in self.layers:
            x = layer(x, angles.cos(), angles.sin(), mask)
        return self.norm(x)


class Llama(nn.Module):
    def __init__(self, config, recompute):
        super().__init__()
        self.model = Decoder(config, recompute)
        self.lm_head = nn.Linear(config["hidden_size"], config["vocab_size"], bias=False)

    def forward(self, ids):
        return self.lm_head(self.model(ids))


def load(model, path):
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        start = file.tell()
    header.pop("__metadata__", None)
    for name, parameter in model.named_parameters():
        entry = header.pop(name)
        first, end = entry["data_offsets"]
        values = numpy.fromfile(path, dtype="<f4", count=(end - first) // 4, offset=start + first)
        with torch.no_grad():
            parameter.copy_(torch.from_numpy(values).view(entry["shape"]))
    if header:
        raise SystemExit(f"{path} has weights that the model lacks: {', '.join(header)}.")


def batch_of(examples):
    length = max(len(example["ids"]) for example in examples)
    ids = torch.zeros(len(examples), length, dtype=torch.long)
    labels = torch.full((len(examples), length), IGNORED)
    for row, example in enumerate(examples):
        count = len(example["ids"])
        ids[row, :count] = torch.tensor(example["ids"])
        labels[row, :count] = torch.where(torch.tensor(example["mask"]) > 0, ids[row, :count], IGNORED)
    return ids, labels


def peak_bytes():
    with open("/proc/self/status") as file:
        return int(re.search(r"VmHWM:\s+(\d+)", file.read()).group(1)) * 1024


def forget_peak():
    with open("/proc/self/clear_refs", "w") as file:
        file.write("5")


def give_back_memory():
    """Buffers of one step that malloc keeps would be missing in another contestant's."""
    ctypes.CDLL(None).malloc_trim(0)


def step(model, optimizer, examples, batch):
    supervised = sum(sum(example["mask"]) for example in examples)
    total = 0.0
    for first in range(0, len(examples), batch):
        ids, labels = batch_of(examples[first:first + batch])
        logits = model(ids)[:, :-1]
        loss = F.cross_entropy(logits.reshape(-1, logits.size(-1)), labels[:, 1:].reshape(-1), ignore_index=IGNORED, reduction="sum")
        (loss / supervised).backward()
        total += loss.item()
    if optimizer is not None:
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
    model.zero_grad(set_to_none=True)
    return total / supervised


def main():
    folder, threads, recompute = sys.argv[1], int(sys.argv[2]), sys.argv[3] == "1"
    torch.set_num_threads(threads)
    with open(os.path.join(folder, "config.json")) as file:
        config = json.load(file)
    with open(os.path.join(folder, "examples.json")) as file:
        examples = json.load(file)
    model = Llama(config, recompute)
    load(model, os.path.join(folder, "model.safetensors"))
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-4, betas=(0.9, 0.95), eps=1e-8, weight_decay=0.1)
    print(json.dumps({"torch": torch.__version__}), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        chosen = [examples[i] for i in request["examples"]]
        forget_peak()
        clock = time.process_time if request["processor"] else time.perf_counter
        start = clock()
        loss = step(model, optimizer if request["update"] else None, chosen, request["batch"])
        answer = {"loss": loss, "seconds": clock() - start, "peakBytes": peak_bytes()}
        give_back_memory()
        print(json.dumps(answer), flush=True)


main()
