// The plain meaning of ops/sample.ts, for tests: sort, cut, walk.

export function sampleTop(
  logits: readonly number[],
  { u, temperature, topK, topP }: { u: number; temperature: number; topK: number; topP: number },
): number | undefined {
  const order = logits
    .map((logit, index) => ({ logit, index }))
    .sort((a, b) => b.logit - a.logit || a.index - b.index)
  const top = order[0]?.logit ?? 0
  const weighed = order.map((c) => ({ ...c, weight: Math.exp((c.logit - top) / temperature) }))
  const whole = weighed.reduce((sum, c) => sum + c.weight, 0)
  const kept: typeof weighed = []
  let head = 0
  for (const candidate of weighed.slice(0, Math.max(1, topK))) {
    kept.push(candidate)
    head += candidate.weight
    if (head >= topP * whole) break
  }
  let reach = u * head
  for (const { index, weight } of kept) {
    reach -= weight
    if (reach < 0) return index
  }
  return kept.at(-1)?.index
}
