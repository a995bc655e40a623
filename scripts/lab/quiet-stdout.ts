// Imported before anything else: stdout belongs to the results, so whatever a library prints goes to stderr.
console.log = console.info = console.debug = (...items: unknown[]) => console.error(...items);
