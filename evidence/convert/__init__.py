"""Pages of what office programs wrote: converters that are found on the PC, each in a module of its own."""
