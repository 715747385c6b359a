export function countValues(expression: string): number {
  let chains = new Set([expression.replace(/[-+*]/g, ' $& ')])
  const operators = expression.replace(/\d/g, '').length
  for (let round = 0; round < operators; round++) {
    const next = new Set<string>()
    for (const chain of chains) {
      const parts = chain.split(' ')
      for (let i = 1; i < parts.length; i += 2) {
        const [left, right] = [Number(parts[i - 1]), Number(parts[i + 1])]
        const value = { '+': left + right, '-': left - right, '*': left * right }[parts[i] ?? '']
        next.add(parts.toSpliced(i - 1, 3, String(value)).join(' '))
      }
    }
    chains = next
  }
  return chains.size
}
