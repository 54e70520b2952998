// A browser that shares the machine with all other suites is slow: nothing here waits longer than it must.
jest.setTimeout(90_000);
