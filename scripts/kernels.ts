// Compiles the AssemblyScript kernels of src/nn/wasm/kernels into src/nn/wasm/kernels.generated.ts, as base64, in
// four builds: with or without relaxed SIMD (fused multiply-add), for plain or shared (threads) memory.
// A hash of the sources goes in too, so that a test notices a build that is out of date.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../src/nn/wasm/kernels/', import.meta.url));
const target = fileURLToPath(new URL('../src/nn/wasm/kernels.generated.ts', import.meta.url));

/** SHA-256 of the kernel sources, names included. */
export function hashOfKernelSources(): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort()) {
    if (name.endsWith('.ts')) hash.update(`${name}\n${readFileSync(join(folder, name), 'utf8')}\n`);
  }
  return hash.digest('hex');
}

async function compile(relaxed: boolean, shared: boolean): Promise<Uint8Array> {
  // Loaded late: the test that asks for the hash needs no compiler.
  const { default: asc } = await import('assemblyscript/asc');
  const flags = ['--runtime', 'stub', '--importMemory', '--noExportMemory', '--initialMemory', '1'];
  flags.push('-O3', '--noAssert', '--enable', 'simd');
  if (relaxed) flags.push('--enable', 'relaxed-simd');
  if (shared) flags.push('--enable', 'threads', '--sharedMemory', '--maximumMemory', '65536');
  let binary: Uint8Array | null = null;
  const { error, stderr } = await asc.main(['index.ts', '--outFile', 'kernels.wasm', ...flags], {
    readFile: (name: string) => {
      try {
        return readFileSync(join(folder, name), 'utf8');
      } catch {
        return null;
      }
    },
    writeFile: (name: string, contents: string | Uint8Array) => {
      if (name.endsWith('.wasm')) binary = contents as Uint8Array;
    },
    listFiles: () => [],
  });
  if (error || !binary) throw new Error(`The kernels do not compile:\n${stderr.toString()}`);
  return binary;
}

async function main(): Promise<void> {
  const lines = [
    '// Made by `npm run kernels` from the sources in kernels/; do not edit.',
    '',
    `export const kernelSourcesHash = '${hashOfKernelSources()}';`,
    '',
    '/** Compiled kernels, base64. */',
    'export const kernelBinaries = {',
  ];
  for (const relaxed of [false, true]) {
    for (const shared of [false, true]) {
      const binary = await compile(relaxed, shared);
      const name = `${relaxed ? 'relaxed' : 'plain'}${shared ? 'Shared' : ''}`;
      lines.push(`  ${name}:`, `    '${Buffer.from(binary).toString('base64')}',`);
      console.log(`${name}: ${binary.length} bytes`);
    }
  }
  writeFileSync(target, [...lines, '} as const;', ''].join('\n'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
