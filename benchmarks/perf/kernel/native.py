# GFLOP/s of one library's float32 matrix product on one thread: native.py numpy|torch m,n,k ...
# Prints a JSON list. Median of nine, like the rest of the table.
import json, sys, time

library, shapes = sys.argv[1], [tuple(map(int, s.split(","))) for s in sys.argv[2:]]
if library == "torch":
    import torch

    torch.set_num_threads(1)
    make = lambda r, c: torch.rand(r, c)
else:
    import numpy

    make = lambda r, c: numpy.random.rand(r, c).astype("float32")
out = []
for m, n, k in shapes:
    a, b = make(m, k), make(k, n)
    repeats = max(1, int(5e7 / (m * n * k)))
    times = []
    for _ in range(9):
        start = time.perf_counter()
        for _ in range(repeats):
            a @ b
        times.append((time.perf_counter() - start) / repeats)
    out.append(2 * m * n * k / sorted(times)[4] / 1e9)
print(json.dumps(out))
