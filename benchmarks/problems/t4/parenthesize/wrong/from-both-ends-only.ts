export function countValues(expression: string): number {
  const values = (text: string): Set<number> => {
    const found = new Set<number>()
    const all = [...text.matchAll(/[-+*]/g)]
    for (const { 0: operator, index } of all.filter((_, i) => i === 0 || i === all.length - 1))
      for (const left of values(text.slice(0, index)))
        for (const right of values(text.slice(index + 1))) {
          if (operator === '+') found.add(left + right)
          else if (operator === '-') found.add(left - right)
          else found.add(left * right)
        }
    return found.size > 0 ? found : new Set([Number(text)])
  }
  return values(expression).size
}
