# Opens what run.ts wrote with the Python `tokenizers` library and compares every id and every text.
import json
import sys
from pathlib import Path

import tokenizers

folder = Path(sys.argv[1])
theirs = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
# Text that spells a control token stays text, as with us.
theirs.encode_special_tokens = True
cases = json.loads((folder / "cases.json").read_text())
ids = 0
for number, case in enumerate(cases):
    got = theirs.encode(case["text"]).ids
    assert got == case["ids"], f"case {number}: {got[:20]} is not {case['ids'][:20]}"
    if not any(0 <= i < 16 or 272 <= i < 512 for i in got):
        assert theirs.decode(got, skip_special_tokens=False) == case["text"], f"case {number}: text"
    ids += len(got)
print(f"tokenizers {tokenizers.__version__}: {len(cases)} cases, {ids} ids, all equal")
