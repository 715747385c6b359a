// `--name=value` and `--name` on the command line.
export function option(name: string, otherwise: string): string {
  const prefix = `--${name}=`
  const found = process.argv.find((arg) => arg.startsWith(prefix))
  return found === undefined ? otherwise : found.slice(prefix.length)
}

export function flag(name: string): boolean {
  return process.argv.includes(`--${name}`)
}
