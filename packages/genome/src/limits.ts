// Every cap of this package by name. They bound the work a stranger's bytes or text can cause before
// any of it is believed: nothing is allocated past a cap, nothing recurses past `depth`.

export const genomeLimits = {
  /** Bytes of one encoded genome. */
  bytes: 1 << 20,
  /** Characters of one genome in text form. */
  textLength: 1 << 20,
  /** Nesting of expressions, and of types. `>>`, `|` and `let` are n-ary, so depth is structure, not length. */
  depth: 128,
  /** Nodes of one expression. */
  nodes: 65_536,
  /** Variables in scope at one place. */
  bindings: 4096,
  /** Strings in one symbol table. */
  strings: 4096,
  /** UTF-8 bytes of one string. */
  stringBytes: 4096,
  /** Iterations one `repeat` may ask for. */
  repeat: 1024,
  /** Parts of a type, counted with repetition: `it | it` doubles it at every stage. */
  typeSize: 4096,
  /** Axes of a tensor. */
  rank: 8,
  /** One dimension. */
  dim: 2 ** 31 - 1,
  /** Parameter tensors of one genome after `repeat` is unrolled. */
  parameters: 65_536,
  /** Instructions of one straight-line program made by differentiation. */
  instructions: 4000,
} as const
