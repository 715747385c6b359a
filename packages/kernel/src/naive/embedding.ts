// The plain meaning of ops/embedding.ts, for tests.

export function embedding(table: readonly number[], ids: readonly number[], channels: number) {
  return ids.flatMap((id) => table.slice(id * channels, (id + 1) * channels))
}

export function embeddingGradient(
  dOut: readonly number[],
  ids: readonly number[],
  channels: number,
  vocabulary: number,
) {
  const dTable = new Array<number>(vocabulary * channels).fill(0)
  ids.forEach((id, r) => {
    for (let c = 0; c < channels; c++) {
      const at = id * channels + c
      dTable[at] = (dTable[at] ?? 0) + (dOut[r * channels + c] ?? 0)
    }
  })
  return dTable
}
