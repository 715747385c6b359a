export function run(program: string): string {
  const tape: number[] = []
  let [at, output] = [0, '']
  for (let i = 0; i < program.length; i++) {
    const cell = tape[at] ?? 0
    const c = program[i]
    if (c === '>') at++
    if (c === '<') at--
    if (c === '+') tape[at] = (cell + 1) % 256
    if (c === '-') tape[at] = (cell + 255) % 256
    if (c === '.') output += String.fromCharCode(cell)
    const step = c === '[' && cell === 0 ? 1 : c === ']' && cell !== 0 ? -1 : 0
    for (let depth = step; depth !== 0; ) {
      i += step
      if (program[i] === '[') depth++
      if (program[i] === ']') depth--
    }
  }
  return output
}
