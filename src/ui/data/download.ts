// Hands a file to the person through the browser's download. Keeps nothing.

/** @param parts text or bytes of the file */
export function download(fileName: string, parts: BlobPart[], type: string): void {
  const url = URL.createObjectURL(new Blob(parts, { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  document.body.append(link);
  link.click();
  link.remove();
  // The download has its own hold on the data once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** "rankings-mine-2026-11-23.jsonl": a name that sorts by day. */
export function datedName(stem: string, extension: string, timeMs: number): string {
  return `${stem}-${new Date(timeMs).toISOString().slice(0, 10)}.${extension}`;
}
