"""A decoder of the Llama kind in plain PyTorch and double precision, written from the published formulas for the tests.

Usage: plain_llama.py FOLDER...

Each folder holds a model in Hugging Face's layout and text.json with "ids" and "supervised" (one truth value for each id). The
logits of all positions and the gradient of the summed cross-entropy before supervised ids are written to truth.safetensors. An
adapter in PEFT's layout beside the model is added to its projections (LoRA, arXiv 2106.09685; rank-stabilized, 2312.03732).

Formulas: RMSNorm arXiv 1910.07467; rotary positions 2104.09864, halves turning against each other; SwiGLU 2002.05202; shared
key-value heads 2305.13245; sliding window 2310.06825 (position i sees j with i - window < j <= i); Llama 3.1's frequencies 2407.21783;
YaRN 2309.00071; biases of Qwen 2 2407.10671; norms of queries and keys of Qwen 3 2505.09388.
"""
import json
import math
import struct
import sys
from pathlib import Path

import numpy as np
import torch

torch.set_num_threads(1)


def read_safetensors(path):
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8:8 + length])
    header.pop("__metadata__", None)
    tensors = {}
    for name, entry in header.items():
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        if entry["dtype"] == "BF16":
            numbers = (np.frombuffer(data[begin:end], "<u2").astype(np.uint32) << 16).view(np.float32)
        else:
            numbers = np.frombuffer(data[begin:end], {"F32": "<f4", "F16": "<f2"}[entry["dtype"]])
        tensors[name] = torch.from_numpy(numbers.astype(np.float64).reshape(entry["shape"]))
    return tensors


def write_safetensors(path, tensors):
    header, parts, offset = {}, [], 0
    for name, tensor in tensors.items():
        numbers = tensor.detach().numpy().astype("<f4").tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [offset, offset + len(numbers)]}
        parts.append(numbers)
        offset += len(numbers)
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(parts))


def rotary_frequencies(config, size):
    theta = config["rope_theta"]
    frequencies = [theta ** (-2 * pair / size) for pair in range(size // 2)]
    scaling = config.get("rope_scaling")
    if scaling is None:
        return frequencies, 1.0
    factor = scaling["factor"]
    if scaling["rope_type"] == "linear":
        return [frequency / factor for frequency in frequencies], 1.0
    original = scaling["original_max_position_embeddings"]
    if scaling["rope_type"] == "llama3":
        low, high = scaling["low_freq_factor"], scaling["high_freq_factor"]
        scaled = []
        for frequency in frequencies:
            wavelength = 2 * math.pi / frequency
            if wavelength < original / high:
                scaled.append(frequency)
            elif wavelength > original / low:
                scaled.append(frequency / factor)
            else:
                smooth = (original / wavelength - low) / (high - low)
                scaled.append((1 - smooth) * frequency / factor + smooth * frequency)
        return scaled, 1.0
    assert scaling["rope_type"] == "yarn"

    def dimension(turns):
        return size * math.log(original / (turns * 2 * math.pi)) / (2 * math.log(theta))

    begin = max(math.floor(dimension(scaling["beta_fast"])), 0)
    end = min(math.ceil(dimension(scaling["beta_slow"])), size - 1)
    scaled = []
    for pair, frequency in enumerate(frequencies):
        ramp = min(max((pair - begin) / max(end - begin, 0.001), 0), 1)
        scaled.append(frequency / factor * ramp + frequency * (1 - ramp))
    return scaled, scaling["attention_factor"]


class Model:
    def __init__(self, folder):
        self.config = json.loads((folder / "config.json").read_text())
        self.weights = read_safetensors(folder / "model.safetensors")
        self.scale = 0
        if (folder / "adapter_config.json").exists():
            adapter = json.loads((folder / "adapter_config.json").read_text())
            self.scale = adapter["lora_alpha"] / (math.sqrt(adapter["r"]) if adapter["use_rslora"] else adapter["r"])
            self.weights.update(read_safetensors(folder / "adapter_model.safetensors"))
        for weight in self.weights.values():
            weight.requires_grad_(True)
        self.heads = self.config["num_attention_heads"]
        self.key_heads = self.config["num_key_value_heads"]
        self.size = self.config["head_dim"]
        self.qwen = self.config["model_type"].startswith("qwen")

    def linear(self, x, name):
        bias = self.weights.get(name + ".bias")
        y = x @ self.weights[name + ".weight"].T
        adapter = f"base_model.model.{name}.lora_"
        if adapter + "A.weight" in self.weights:
            y = y + self.scale * (x @ self.weights[adapter + "A.weight"].T @ self.weights[adapter + "B.weight"].T)
        return y if bias is None else y + bias

    def norm(self, x, name):
        return x / torch.sqrt((x ** 2).mean(-1, keepdim=True) + self.config["rms_norm_eps"]) * self.weights[name + ".weight"]

    def turn(self, x):  # (position, head, size)
        frequencies, amplitude = rotary_frequencies(self.config, self.size)
        angles = torch.arange(x.shape[0], dtype=torch.float64)[:, None] * torch.tensor(frequencies, dtype=torch.float64)[None]
        cosines, sines = (angles.cos() * amplitude)[:, None], (angles.sin() * amplitude)[:, None]
        first, second = x[..., :self.size // 2], x[..., self.size // 2:]
        return torch.cat([first * cosines - second * sines, second * cosines + first * sines], -1)

    def window(self, layer):
        if self.config["model_type"] == "mistral":
            return self.config["sliding_window"]
        if self.qwen and self.config["use_sliding_window"] and layer >= self.config["max_window_layers"]:
            return self.config["sliding_window"]
        return None

    def attention(self, x, layer):
        name = f"model.layers.{layer}.self_attn."
        length = x.shape[0]
        queries = self.linear(x, name + "q_proj").view(length, self.heads, self.size)
        keys = self.linear(x, name + "k_proj").view(length, self.key_heads, self.size)
        values = self.linear(x, name + "v_proj").view(length, self.key_heads, self.size)
        if self.config["model_type"] == "qwen3":
            queries, keys = self.norm(queries, name + "q_norm"), self.norm(keys, name + "k_norm")
        queries, keys = self.turn(queries), self.turn(keys)
        window = self.window(layer)
        distance = torch.arange(length)[:, None] - torch.arange(length)[None]
        sees = (distance >= 0) & (distance < (window or length))
        outputs = []
        for head in range(self.heads):
            shared = head // (self.heads // self.key_heads)
            scores = queries[:, head] @ keys[:, shared].T / math.sqrt(self.size)
            scores = scores.masked_fill(~sees, -math.inf)
            outputs.append(scores.softmax(-1) @ values[:, shared])
        return self.linear(torch.cat(outputs, -1), name + "o_proj")

    def logits(self, ids):
        x = self.weights["model.embed_tokens.weight"][ids]
        for layer in range(self.config["num_hidden_layers"]):
            name = f"model.layers.{layer}."
            x = x + self.attention(self.norm(x, name + "input_layernorm"), layer)
            y = self.norm(x, name + "post_attention_layernorm")
            gate = self.linear(y, name + "mlp.gate_proj")
            x = x + self.linear(gate * torch.sigmoid(gate) * self.linear(y, name + "mlp.up_proj"), name + "mlp.down_proj")
        head = "model.embed_tokens" if self.config["tie_word_embeddings"] else "lm_head"
        return self.linear(self.norm(x, "model.norm"), head)


for folder in map(Path, sys.argv[1:]):
    model = Model(folder)
    text = json.loads((folder / "text.json").read_text())
    ids = torch.tensor(text["ids"])
    logits = model.logits(ids)
    losses = logits[:-1].logsumexp(-1) - logits[torch.arange(len(ids) - 1), ids[1:]]
    (losses * torch.tensor(text["supervised"][1:], dtype=torch.float64)).sum().backward()
    write_safetensors(folder / "truth.safetensors", {"logits": logits, **{name: weight.grad for name, weight in model.weights.items()}})
