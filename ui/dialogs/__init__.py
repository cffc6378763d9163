"""Windows that ask or report, one a file; each tells by signals and is shown without a loop of its own."""
