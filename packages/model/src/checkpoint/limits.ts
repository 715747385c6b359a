// Caps of checkpoint files, by name. They bound what a file from a stranger can make us allocate.

const MiB = 2 ** 20

export const safetensorsLimits = {
  headerBytes: 1 * MiB,
  /** The adult with both moments is 187 MB. */
  fileBytes: 1024 * MiB,
  tensors: 8192,
  rank: 8,
  nameLength: 256,
} as const

/** Hex of a genome's canonical bytes in a manifest; a unified genome takes about 600. */
export const manifestGenomeLength = 64 * 1024
