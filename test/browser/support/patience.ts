// A browser is slow while all other suites run beside it. This is only a limit: no test waits longer than it must.
jest.setTimeout(90_000);
