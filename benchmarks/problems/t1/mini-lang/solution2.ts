export function runProgram(source: string): number[] | null {
  const memory: Record<string, number> = {}
  const output: number[] = []
  const isName = (word: string) => word.length === 1 && word >= 'a' && word <= 'z'
  const read = (word: string) =>
    isName(word) ? (memory[word] ?? 0) : /^-?[0-9]+$/.test(word) ? Number(word) : Number.NaN
  for (const line of source.split('\n')) {
    if (line.length === 0) continue
    const [command = '', a = '', b = '', ...rest] = line.split(' ')
    const isPrint = command === 'print'
    const n = read(isPrint ? a : b)
    const words = line.split(' ').length
    if (Number.isNaN(n) || rest.length > 0 || words !== (isPrint ? 2 : 3)) return null
    if (isPrint) {
      output.push(n === 0 ? 0 : n)
      continue
    }
    if (!isName(a)) return null
    const old = memory[a] ?? 0
    switch (command) {
      case 'set':
        memory[a] = n
        break
      case 'add':
        memory[a] = old + n
        break
      case 'mul':
        memory[a] = old * n
        break
      default:
        return null
    }
  }
  return output
}
