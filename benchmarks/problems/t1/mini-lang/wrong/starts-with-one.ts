export function runProgram(source: string): number[] | null {
  const variables = new Map<string, number>()
  const output: number[] = []
  const value = (word: string) => (/[a-z]/.test(word) ? (variables.get(word) ?? 1) : Number(word))
  for (const line of source.split('\n')) {
    if (line === '') continue
    const match = /^(?:(set|add|mul) ([a-z])|print) (-?\d+|[a-z])$/.exec(line)
    if (!match) return null
    const [, name, variable = '', n = ''] = match
    if (name === 'set') variables.set(variable, value(n))
    else if (name === 'add') variables.set(variable, value(variable) + value(n))
    else if (name === 'mul') variables.set(variable, value(variable) * value(n))
    else output.push(value(n) + 0)
  }
  return output
}
