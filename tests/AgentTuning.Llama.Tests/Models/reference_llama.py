"""Reference values for LlamaReferenceTests: the Llama decoder by its definition, in double precision.

Run: python3 reference_llama.py
"""
import math

HIDDEN, FEED_FORWARD, LAYERS, HEADS, KEY_HEADS, VOCABULARY = 8, 12, 2, 4, 2, 10
EPSILON, THETA = 1e-5, 10000.0
HEAD = HIDDEN // HEADS
IDS = [1, 7, 3, 3, 9]


def matrix(rows, columns, salt):
    return [[0.3 * math.sin(1.7 * (r * columns + c) + salt) for c in range(columns)] for r in range(rows)]


def norm_weight(salt):
    return [1 + 0.1 * math.sin(i + salt) for i in range(HIDDEN)]


def apply(weight, x):
    return [sum(w * v for w, v in zip(row, x)) for row in weight]


def rms_norm(x, weight):
    inverse = 1 / math.sqrt(sum(v * v for v in x) / len(x) + EPSILON)
    return [v * inverse * w for v, w in zip(x, weight)]


def rotate(head, position):
    half, out = HEAD // 2, [0.0] * HEAD
    for i in range(half):
        angle = position / THETA ** (2 * i / HEAD)
        out[i] = head[i] * math.cos(angle) - head[half + i] * math.sin(angle)
        out[half + i] = head[half + i] * math.cos(angle) + head[i] * math.sin(angle)
    return out


def heads(row, count):
    return [row[i * HEAD:(i + 1) * HEAD] for i in range(count)]


def layer(xs, salt):
    q, k, v, o = (matrix(n, HIDDEN, salt + i) for i, n in enumerate((HIDDEN, KEY_HEADS * HEAD, KEY_HEADS * HEAD, HIDDEN)))
    gate, up, down = matrix(FEED_FORWARD, HIDDEN, salt + 4), matrix(FEED_FORWARD, HIDDEN, salt + 5), matrix(HIDDEN, FEED_FORWARD, salt + 6)
    normed = [rms_norm(x, norm_weight(salt + 7)) for x in xs]
    queries = [[rotate(h, t) for h in heads(apply(q, x), HEADS)] for t, x in enumerate(normed)]
    keys = [[rotate(h, t) for h in heads(apply(k, x), KEY_HEADS)] for t, x in enumerate(normed)]
    values = [heads(apply(v, x), KEY_HEADS) for x in normed]
    result = []
    for t, x in enumerate(xs):
        attended = []
        for h in range(HEADS):
            shared = h // (HEADS // KEY_HEADS)
            scores = [sum(a * b for a, b in zip(queries[t][h], keys[s][shared])) / math.sqrt(HEAD) for s in range(t + 1)]
            weights = [math.exp(score) for score in scores]
            attended += [sum(w * values[s][shared][c] for s, w in enumerate(weights)) / sum(weights) for c in range(HEAD)]
        x = [a + b for a, b in zip(x, apply(o, attended))]
        normed_x = rms_norm(x, norm_weight(salt + 8))
        inner = [g / (1 + math.exp(-g)) * u for g, u in zip(apply(gate, normed_x), apply(up, normed_x))]
        result.append([a + b for a, b in zip(x, apply(down, inner))])
    return result


embedding = matrix(VOCABULARY, HIDDEN, 0)
states = [embedding[i] for i in IDS]
for number in range(LAYERS):
    states = layer(states, 10 * (number + 1))
final = rms_norm(states[-1], norm_weight(50))
print(", ".join(f"{value:.7f}" for value in apply(matrix(VOCABULARY, HIDDEN, 60), final)))
