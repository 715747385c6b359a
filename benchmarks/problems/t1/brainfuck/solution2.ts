export function run(program: string): string {
  const tape = new Uint8Array(300)
  let at = 0
  const written: number[] = []
  type Block = (string | Block)[]
  const root: Block = []
  const open: Block[] = [root]
  for (const c of program) {
    if (c === '[') {
      const block: Block = []
      open.at(-1)?.push(block)
      open.push(block)
    } else if (c === ']') open.pop()
    else open.at(-1)?.push(c)
  }
  const execute = (block: Block) => {
    for (const item of block) {
      if (typeof item !== 'string') while (tape[at] !== 0) execute(item)
      else if (item === '>' || item === '<') at += item === '>' ? 1 : -1
      else if (item === '+' || item === '-') tape[at]! += item === '+' ? 1 : -1
      else if (item === '.') written.push(tape[at] ?? 0)
    }
  }
  execute(root)
  return String.fromCharCode(...written)
}
